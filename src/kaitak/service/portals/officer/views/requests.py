"""Further documents: asked for by letter, accepted one by one."""

from datetime import timedelta
from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from kaitak.service.applications.policy import policy_of
from kaitak.service.casework.models import CaseFile, RequestedItem
from kaitak.service.casework.services import ask_for_documents, settle_item
from kaitak.service.people.actors import Role
from kaitak.service.people.errors import ServiceError
from kaitak.service.portals.admission import ActorRequest, admits
from kaitak.service.portals.officer.forms import AskForm
from kaitak.service.portals.officer.frame import office


@require_http_methods(["GET", "HEAD", "POST"])
@admits(Role.OFFICER)
def ask(request: ActorRequest, file: UUID) -> HttpResponse:
    """Ask for documents."""
    case_file = get_object_or_404(CaseFile.objects.select_related("group"), pk=file)
    days = policy_of(case_file.group).operator("supplementary_days")
    parts = list(case_file.group.parts.order_by("index"))
    form = AskForm(request.POST or None, parts=parts, reply_by=timezone.localdate() + timedelta(days=days))
    if request.method == "POST" and form.is_valid():
        try:
            reply_by = form.cleaned_data["reply_by"]
            ask_for_documents(file, form.wanted(), reply_by=reply_by, by=request.actor, at=timezone.now())
        except ServiceError as error:
            form.add_error(None, str(error))
        else:
            messages.success(request, _("The letter is on its way."))
            return redirect("officer:case", file)
    context = {"form": form, "file": case_file, "back": reverse("officer:case", args=[file])}
    return office(request, "officer/ask.html", context)


@require_POST
@admits(Role.OFFICER)
def settle(request: ActorRequest, file: UUID, item: UUID) -> HttpResponse:
    """Accept one document that was asked for, or say that it is not accepted."""
    row = get_object_or_404(RequestedItem, pk=item, request__case_file_id=file)
    try:
        settle_item(
            row.pk, accepted=request.POST.get("accepted") == "yes", by=request.actor, at=timezone.now()
        )
    except ServiceError as error:
        messages.error(request, str(error))
    return redirect("officer:case", file)
