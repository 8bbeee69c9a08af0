"""What a demo case is about: parties, right, act, amounts; and how far it has come. All invented."""

from __future__ import annotations

from dataclasses import dataclass, field


@dataclass(frozen=True, slots=True)
class Side:
    """A party's particulars as it would type them."""

    kind: str
    name: str
    uscc: str = ""
    legal_representative: str = ""
    address: str = ""
    phone: str = "0563-5550000"
    contact_name: str = ""

    def typed(self) -> dict[str, str]:
        return {
            "kind": self.kind,
            "name": self.name,
            "uscc": self.uscc,
            "legal_representative": self.legal_representative,
            "address": self.address,
            "phone": self.phone,
            "contact_name": self.contact_name,
        }


@dataclass(frozen=True, slots=True)
class OwnedRight:
    kind: str
    number: str
    name: str
    holder_name: str
    classes: tuple[int, ...] = ()


@dataclass(frozen=True, slots=True)
class Story:
    """One case. Amounts are fen; `turnover_fen` None is a turnover that cannot be computed.

    `until` names the last step that is walked (a key of walk.STEPS); `started` is how many working
    days before today the complaint came in.
    """

    key: str
    respondent: Side
    right: OwnedRight
    violation: str
    region: str
    place: str
    goods: str
    complaint_facts: str
    until: str
    started: int
    holder: str = "holder"
    claims: tuple[str, ...] = ("stop", "penalise")
    turnover_fen: int | None = 0
    gains_fen: int | None = None
    warning: bool = False
    fine_fen: int = 0
    confiscated_gains_fen: int = 0
    confiscated_goods: str = ""
    confiscated_goods_fen: int = 0
    items: tuple[dict[str, str], ...] = ()
    facts_found: str = ""
    nature: str = ""
    discretion: str = ""
    orders: str = "立即停止侵权行为"
    major: tuple[str, ...] = ()
    questions: tuple[dict[str, str], ...] = ()
    defence: tuple[str, ...] = ()
    answers: tuple[tuple[bool, str], ...] = ()
    damages_fen: int = 0
    mediation_ends: str = ""
    returned_once: bool = False
    measures: bool = True
    waives: bool = True
    missing: tuple[str, ...] = ()
    prior: tuple[str, ...] = field(default=())
