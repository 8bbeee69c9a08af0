"""The telephone number of a party: opened for whoever has to call, on the answering page and nowhere else."""

from __future__ import annotations

from werkzeug.wrappers import Response

from casework.queries import case_page
from casework.services import parties
from casework.web import forms_support, policy
from casework.web.desk.blueprint import blueprint
from forms.contact import ContactForm
from workflows.vocabulary import ContactPurpose


@blueprint.post("/cases/<public_id>/parties/<party_id>/phone")
def open_contact(public_id: str, party_id: str) -> Response | tuple[str, int]:
    """Show the number once; it is in no address, no session and no log."""
    page = case_page.for_officer(policy.signed_in(), public_id)
    form = forms_support.bind(ContactForm)
    contact, purpose = None, ""
    if forms_support.sent(form):
        values = form.cleaned()
        contact = parties.reveal(actor=page.actor, case_id=public_id, party_id=party_id, **values)
        purpose = ContactPurpose(values["purpose"]).label
    return forms_support.page(
        "desk/contact.html", form, case=page, contact=contact, purpose=purpose, party_id=party_id
    )
