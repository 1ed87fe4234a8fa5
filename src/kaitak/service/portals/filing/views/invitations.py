"""Links for those who fill in and sign a part of their own."""

from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from kaitak.service.applications.models import Part
from kaitak.service.applications.selectors import full_name
from kaitak.service.applications.services import invite_company, invite_dependant
from kaitak.service.people.actors import Role
from kaitak.service.people.errors import ServiceError
from kaitak.service.people.models import Party
from kaitak.service.portals.filing.forms import InvitationForm
from kaitak.service.portals.filing.frame import Filing, filing_view


@require_http_methods(["GET", "HEAD", "POST"])
@filing_view(Role.APPLICANT, only_draft=True)
def company(filing: Filing) -> HttpResponse:
    """Send the company's authorised person a link; again: a new one, and the old one stops."""
    earlier = Party.objects.filter(case=filing.group.case, kind=Party.Kind.AUTHORISED_PERSON)
    party = earlier.order_by("-created_at").first()
    named = filing.group.parts.get(kind=Part.Kind.APPLICANT).answers.get("employer_email", "")
    kept = {
        "email": party.email if party else named,
        "language": party.language if party else filing.language,
    }
    form = InvitationForm(filing.posted, initial=kept)
    if filing.request.method == "POST" and form.is_valid():
        try:
            invite_company(filing.group.pk, **form.cleaned_data, by=filing.request.actor, at=filing.now)
        except ServiceError as error:
            form.add_error("email", str(error))
        else:
            return _sent(filing, form.cleaned_data["email"])
    context = {
        "form": form,
        "title": _("Ask the company for its part"),
        "intro": _(
            "The authorised person gets a link and needs no account. They see your name, your trade and which parts "
            "are open, and nothing else of yours."
        ),
        "button_text": _("Send a new link") if party else _("Send the link"),
        "back": reverse("filing:tasks", args=[filing.group.pk]),
    }
    return filing.render("filing/form.html", context)


@require_http_methods(["GET", "HEAD", "POST"])
@filing_view(Role.APPLICANT, only_draft=True)
def dependant(filing: Filing, part: UUID) -> HttpResponse:
    """Send a family member a link to their own part."""
    row = filing.part(part)
    form = InvitationForm(filing.posted, initial={"email": row.email, "language": filing.language})
    if filing.request.method == "POST" and form.is_valid():
        try:
            invite_dependant(row.pk, **form.cleaned_data, by=filing.request.actor, at=filing.now)
        except ServiceError as error:
            form.add_error("email", str(error))
        else:
            return _sent(filing, form.cleaned_data["email"])
    context = {
        "form": form,
        "title": _("Send %(name)s a link") % {"name": full_name(row) or _("this person")},
        "intro": _(
            "With the link they fill in and sign their own part. You can also do it together on this device."
        ),
        "button_text": _("Send the link"),
        "back": reverse("filing:tasks", args=[filing.group.pk]),
    }
    return filing.render("filing/form.html", context)


def _sent(filing: Filing, email: str) -> HttpResponse:
    messages.success(filing.request, _("The link is on its way to %(email)s.") % {"email": email})
    return filing.go("tasks")
