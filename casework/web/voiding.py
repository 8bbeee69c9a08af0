"""Voiding a held document number, the same page for who keeps the register and for who holds the number.

Knows one query and one service; where the page hangs and whither it returns, its caller says.
"""

from __future__ import annotations

from flask import flash, redirect, request
from flask_babel import gettext as _
from werkzeug.wrappers import Response

from casework.errors import Invalid, NotFound
from casework.queries import numbers as queries
from casework.services import numbering
from casework.web import errors, forms_support, policy
from forms.numbers import VoidForm
from workflows.engine import Refused


def page(number: str, template: str, back: str) -> Response | tuple[str, int]:
    """Ask for the reason, then void the number; one that was used meanwhile is said to be gone."""
    actor, form = policy.signed_in(), forms_support.bind(VoidForm)
    if request.method == "POST" and form.validate():
        try:
            numbering.void(number, str(form.reason.data), actor=actor)
        except NotFound:
            flash(_("这个文号已经使用或者作废，没有改动。"), "warn")
            return redirect(back, 303)
        except Refused:
            return not_held()
        except Invalid as error:
            forms_support.refuse(form, error)
        else:
            flash(_("%(number)s已经作废。", number=number), "done")
            return redirect(back, 303)
    try:
        held = queries.one_held(actor, number)
    except NotFound:
        return not_held()
    return forms_support.page(template, form, held=held, back=back)


def not_held() -> Response:
    """Say that there is nothing to void, the same for a number that is gone and for somebody else's."""
    return errors.show(
        errors.problem(
            404,
            title=_("没有可以由您作废的这个文号"),
            text=_(
                "它可能已经使用或者作废，也可能由别人持有，或者不在本局的文号登记簿里。没有任何内容被改动。"
            ),
        )
    )
