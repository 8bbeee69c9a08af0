"""The tables. Importing this package makes all of them known to the metadata.

Columns, constraints and read-only properties over own columns; no query, no commit, no rule of law.
The state of a proceeding is written by casework.services.transition only.
"""

from casework.models.account import Account, Bureau, LoginAttempt, WebSession
from casework.models.calendar import CalendarDay
from casework.models.case import Assignment, Case, CaseRight, Fact, Party
from casework.models.complaint import Complaint, Draft
from casework.models.credit import CreditRecord
from casework.models.deadline import Deadline
from casework.models.decision import Decision, Payment
from casework.models.document import AccessCode, Document, DocumentNumber, HeldNumber, NumberCounter
from casework.models.event import AuditStream, Event
from casework.models.evidence import Evidence
from casework.models.law_setting import CalendarNotice, LocalParameter
from casework.models.outbox import IdempotencyKey, OutboxMessage
from casework.models.proceeding import Proceeding
from casework.models.publication import Publication
from casework.models.right import Entity, Right
from casework.models.wording import Wording, WordingText

__all__ = [
    "AccessCode",
    "Account",
    "Assignment",
    "AuditStream",
    "Bureau",
    "CalendarDay",
    "CalendarNotice",
    "Case",
    "CaseRight",
    "Complaint",
    "CreditRecord",
    "Deadline",
    "Decision",
    "Document",
    "DocumentNumber",
    "Draft",
    "Entity",
    "Event",
    "Evidence",
    "Fact",
    "HeldNumber",
    "IdempotencyKey",
    "LocalParameter",
    "LoginAttempt",
    "NumberCounter",
    "OutboxMessage",
    "Party",
    "Payment",
    "Proceeding",
    "Publication",
    "Right",
    "WebSession",
    "Wording",
    "WordingText",
]
