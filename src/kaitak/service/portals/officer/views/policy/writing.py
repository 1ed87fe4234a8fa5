"""Write an amendment as text; copy, propose or withdraw it."""

from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from kaitak.service.people.actors import Role
from kaitak.service.people.errors import ServiceError
from kaitak.service.portals.admission import ActorRequest, admits
from kaitak.service.portals.officer.frame import office
from kaitak.service.portals.officer.policy_forms import AmendmentForm
from kaitak.service.rulebook import services
from kaitak.service.rulebook.checking import check
from kaitak.service.rulebook.models import Amendment
from kaitak.service.rulebook.services import Draft, save_draft


@require_http_methods(["GET", "HEAD", "POST"])
@admits(Role.OFFICER, Role.SUPERVISOR, Role.ADMINISTRATOR)
def start(request: ActorRequest) -> HttpResponse:
    """Write a new amendment."""
    return _write(request, None)


@require_http_methods(["GET", "HEAD", "POST"])
@admits(Role.OFFICER, Role.SUPERVISOR, Role.ADMINISTRATOR)
def edit(request: ActorRequest, amendment: UUID) -> HttpResponse:
    """Change a draft of one's own; a faulty one is kept too, with its faults beside it."""
    return _write(request, get_object_or_404(Amendment, pk=amendment))


def _write(request: ActorRequest, row: Amendment | None) -> HttpResponse:
    initial = {"title": row.title, "reason": row.reason, "content": row.content} if row else None
    form = AmendmentForm(request.POST or None, initial=initial)
    if request.method == "POST" and form.is_valid():
        key = row.pk if row else None
        try:
            saved = save_draft(form.draft(), by=request.actor, at=timezone.now(), amendment_id=key)
        except ServiceError as error:
            form.add_error(None, str(error))
        else:
            return redirect("officer:amendment", saved.pk)
    context = {
        "form": form,
        "row": row,
        "faults": check(row.content).faults if row and not form.is_bound else (),
        "back": reverse("officer:amendment", args=[row.pk]) if row else reverse("officer:policy"),
    }
    return office(request, "officer/policy/write.html", context)


@require_POST
@admits(Role.OFFICER, Role.SUPERVISOR, Role.ADMINISTRATOR)
def copy(request: ActorRequest, amendment: UUID) -> HttpResponse:
    """Make a draft of one's own out of any amendment."""
    row = get_object_or_404(Amendment, pk=amendment)
    draft = Draft(row.title, row.reason, row.content)
    saved = save_draft(draft, by=request.actor, at=timezone.now())
    messages.success(request, _("Copied. This draft is yours."))
    return redirect("officer:edit_amendment", saved.pk)


@require_POST
@admits(Role.OFFICER, Role.SUPERVISOR, Role.ADMINISTRATOR)
def propose(request: ActorRequest, amendment: UUID) -> HttpResponse:
    """Hand a draft to a second officer."""
    row = get_object_or_404(Amendment, pk=amendment)
    try:
        services.propose(row.pk, by=request.actor, at=timezone.now())
    except ServiceError as error:
        messages.error(request, str(error))
    else:
        messages.success(request, _("Proposed. A supervisor or an administrator publishes it."))
    return redirect("officer:amendment", row.pk)


@require_POST
@admits(Role.OFFICER, Role.SUPERVISOR, Role.ADMINISTRATOR)
def withdraw(request: ActorRequest, amendment: UUID) -> HttpResponse:
    """Give up an amendment of one's own."""
    row = get_object_or_404(Amendment, pk=amendment)
    try:
        services.withdraw(row.pk, by=request.actor, at=timezone.now())
    except ServiceError as error:
        messages.error(request, str(error))
    else:
        messages.success(request, _("Withdrawn. It can still be copied."))
    return redirect("officer:amendment", row.pk)
