"""The joint between a request and a form: binding, answering an invalid one, taking over a service's refusal.

Knows Flask and the forms room; must not know what any form is for.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, TypeVar

from flask import render_template, request
from werkzeug.datastructures import CombinedMultiDict

from casework.errors import Invalid
from forms.base import FilterForm
from workflows.engine import Refused

F = TypeVar("F", bound=FilterForm)
UNPROCESSABLE = 422


def bind(form_class: type[F], **values: Any) -> F:
    """Fill a form with what was sent, or with `values` (data=..., obj=...) when the page is first shown."""
    if request.method in ("POST", "PUT", "PATCH", "DELETE"):
        return form_class(CombinedMultiDict([request.files, request.form]), **values)
    return form_class(**values)


def bind_query(form_class: type[F], **values: Any) -> F:
    """Fill a form that looks things up with the query of the address."""
    form = form_class(request.args if request.args else None, **values)
    form.validate()
    return form


def sent(form: FilterForm) -> bool:
    """Tell whether the form was sent and everything in it can be used."""
    return request.method == "POST" and form.validate()


def unread(form: FilterForm) -> None:
    """Say beside each field what cannot be read in it; what is only missing waits until the form is sent."""
    for field in form:
        field.errors = list(field.process_errors)


def refuse(form: FilterForm, error: Invalid | Refused | str) -> None:
    """Put what a service refused on the page: beside its field where there is one, else on top."""
    if isinstance(error, Invalid):
        fields: Mapping[str, str] = error.fields
        for name, message in fields.items():
            form.refuse(name, message)
    elif isinstance(error, Refused):
        for reason in error.reasons:
            form.refuse("", f"{reason.text}（{reason.basis}）" if reason.basis else reason.text)
    else:
        form.refuse("", error)


def page(template: str, form: FilterForm | None = None, **context: Any) -> tuple[str, int]:
    """Show a page with its form: 422 when something in it has to be mended, 200 otherwise."""
    wrong = form is not None and bool(form.summary())
    return render_template(template, form=form, **context), UNPROCESSABLE if wrong else 200
