"""The contact address: given, confirmed by a code, correctable until the application is sent."""

from django.contrib import messages
from django.http import HttpResponse
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from kaitak.service.applications.services import confirm_address, send_code, set_contact
from kaitak.service.people.actors import Role
from kaitak.service.people.errors import ServiceError
from kaitak.service.portals.filing.forms import AddressForm, CodeForm
from kaitak.service.portals.filing.frame import Filing, filing_view


@require_http_methods(["GET", "HEAD", "POST"])
@filing_view(Role.APPLICANT, only_draft=True)
def address(filing: Filing) -> HttpResponse:
    """Ask for the address."""
    kept = {"email": filing.group.email, "language": filing.group.language or filing.language}
    form = AddressForm(filing.posted, initial=kept)
    if filing.request.method == "POST" and form.is_valid():
        given = form.cleaned_data
        try:
            set_contact(
                filing.group.pk,
                email=given["email"],
                language=given["language"],
                by=filing.request.actor,
                at=filing.now,
            )
        except ServiceError as error:
            form.add_error("email", str(error))
        else:
            filing.group.refresh_from_db()
            return filing.go("tasks" if filing.group.email_confirmed_at else "code")
    back = reverse("filing:tasks", args=[filing.group.pk])
    return filing.render("filing/form.html", {"form": form, "title": _("Your e-mail address"), "back": back})


@require_http_methods(["GET", "HEAD", "POST"])
@filing_view(Role.APPLICANT, only_draft=True)
def code(filing: Filing) -> HttpResponse:
    """Ask for the code that was mailed."""
    if not filing.group.email or filing.group.email_confirmed_at:
        return filing.go("tasks")
    form = CodeForm(filing.posted)
    if filing.request.method == "POST" and form.is_valid():
        try:
            confirm_address(
                filing.group.pk, form.cleaned_data["code"], by=filing.request.actor, at=filing.now
            )
        except ServiceError as error:
            form.add_error("code", str(error))
        else:
            messages.success(filing.request, _("Your e-mail address is confirmed."))
            return filing.go("tasks")
    back = reverse("filing:contact", args=[filing.group.pk])
    context = {
        "form": form,
        "title": _("Confirm your e-mail address"),
        "back": back,
        "minutes": filing.policy.operator("code_minutes"),
    }
    return filing.render("filing/code.html", context)


@require_POST
@filing_view(Role.APPLICANT, only_draft=True)
def again(filing: Filing) -> HttpResponse:
    """Mail a new code."""
    try:
        send_code(filing.group.pk, by=filing.request.actor, at=filing.now)
    except ServiceError as error:
        messages.error(filing.request, str(error))
    else:
        messages.success(filing.request, _("A new code is on its way. The one before no longer works."))
    return filing.go("code")
