"""What a sealed telephone number is opened for. Shape only."""

from __future__ import annotations

from forms.base import BaseForm, _
from forms.fields import ChoiceField
from forms.validators import Filled
from workflows.vocabulary import ContactPurpose

PURPOSES = tuple((purpose.value, purpose.label) for purpose in ContactPurpose)


class ContactForm(BaseForm):
    """The purpose, chosen anew each time."""

    purpose = ChoiceField(_("用途"), [Filled(_("请选择查看联系电话的用途"))], choices=PURPOSES, select=True)
