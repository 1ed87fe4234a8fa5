"""People who apply together with the principal applicant."""

from uuid import UUID

from django.http import HttpResponse
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from kaitak.service.applications.procedures import dependant_party
from kaitak.service.applications.selectors import full_name
from kaitak.service.applications.services import add_dependant, remove_dependant
from kaitak.service.people.actors import Role
from kaitak.service.people.errors import ServiceError
from kaitak.service.portals.filing.forms import PersonForm
from kaitak.service.portals.filing.frame import Filing, filing_view
from kaitak.service.portals.filing.views.tasks import KINDS


@require_http_methods(["GET", "HEAD", "POST"])
@filing_view(Role.APPLICANT, only_draft=True)
def add(filing: Filing) -> HttpResponse:
    """Add a person to the group."""
    party = dependant_party(filing.procedure)
    if party is None:
        return filing.go("tasks")
    kinds = [(kind, KINDS.get(kind, kind)) for kind in party.places]
    form = PersonForm(filing.posted, kinds=kinds)
    if filing.request.method == "POST" and form.is_valid():
        try:
            part = add_dependant(
                filing.group.pk, kind=form.cleaned_data["kind"], by=filing.request.actor, at=filing.now
            )
        except ServiceError as error:
            form.add_error("kind", str(error))
        else:
            pages = filing.reading(part).pages(part)
            return filing.go("page", part.pk, pages[0].id) if pages else filing.go("tasks")
    back = reverse("filing:tasks", args=[filing.group.pk])
    return filing.render("filing/form.html", {"form": form, "title": _("Add a family member"), "back": back})


@require_http_methods(["GET", "HEAD", "POST"])
@filing_view(Role.APPLICANT, only_draft=True)
def remove(filing: Filing, part: UUID) -> HttpResponse:
    """Take a person out, after asking once."""
    row = filing.part(part)
    if filing.request.method == "POST":
        remove_dependant(row.pk, by=filing.request.actor, at=filing.now)
        return filing.go("tasks")
    context = {
        "title": _("Remove %(name)s from the application?") % {"name": full_name(row) or _("this person")},
        "text": _("The answers and files of this person are erased. The rest of the application stays."),
        "button": _("Remove"),
        "back": reverse("filing:tasks", args=[filing.group.pk]),
    }
    return filing.render("filing/confirm.html", context)
