"""A second officer publishes an amendment, or says why not."""

from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from kaitak.service.people.actors import Role
from kaitak.service.people.errors import ServiceError
from kaitak.service.portals.admission import ActorRequest, admits
from kaitak.service.portals.officer.forms import ReasonForm
from kaitak.service.portals.officer.frame import office
from kaitak.service.portals.officer.policy_reading import names_of
from kaitak.service.portals.officer.views.policy.amendments import looked_at, may_decide
from kaitak.service.rulebook import services
from kaitak.service.rulebook.checking import check
from kaitak.service.rulebook.models import Amendment


@require_http_methods(["GET", "HEAD", "POST"])
@admits(Role.SUPERVISOR, Role.ADMINISTRATOR)
def publish(request: ActorRequest, amendment: UUID) -> HttpResponse:
    """Show what comes into force, and put it in force when that is confirmed."""
    row = get_object_or_404(Amendment, pk=amendment)
    if request.method == "POST":
        try:
            seen = request.POST.get("seen", "")
            services.publish(row.pk, seen=seen, by=request.actor, at=timezone.now())
        except ServiceError as error:
            messages.error(request, str(error))
        else:
            messages.success(request, _("Published. Every page follows within a second."))
        return redirect("officer:amendment", row.pk)
    if not may_decide(request, row):
        return redirect("officer:amendment", row.pk)
    context = {
        "row": row,
        "writer": names_of([row]).get(row.drafted_by, "—"),
        "back": reverse("officer:amendment", args=[row.pk]),
        **looked_at(request, check(row.content)),
    }
    return office(request, "officer/policy/publish.html", context)


@require_http_methods(["GET", "HEAD", "POST"])
@admits(Role.SUPERVISOR, Role.ADMINISTRATOR)
def reject(request: ActorRequest, amendment: UUID) -> HttpResponse:
    """Say why an amendment is not accepted."""
    row = get_object_or_404(Amendment, pk=amendment)
    form = ReasonForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        try:
            services.reject(row.pk, form.cleaned_data["reason"], by=request.actor, at=timezone.now())
        except ServiceError as error:
            form.add_error(None, str(error))
        else:
            return redirect("officer:amendment", row.pk)
    context = {
        "form": form,
        "title": _("Do not accept this amendment"),
        "caption": row.title,
        "button_text": _("Do not accept"),
        "back": reverse("officer:amendment", args=[row.pk]),
    }
    return office(request, "pages/form_page.html", context)
