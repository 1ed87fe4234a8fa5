"""An issued e-Visa, and its cancelling by a supervisor."""

from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from kaitak.service.evisa.models import Evisa, IssuanceFee
from kaitak.service.evisa.services import cancel, lapse
from kaitak.service.people.actors import Role
from kaitak.service.people.errors import ServiceError
from kaitak.service.portals.admission import ActorRequest, admits
from kaitak.service.portals.officer.forms import ReasonForm
from kaitak.service.portals.officer.frame import office


@require_http_methods(["GET", "HEAD", "POST"])
@admits(Role.SUPERVISOR)
def show(request: ActorRequest, evisa: UUID) -> HttpResponse:
    """Cancel an e-Visa with a reason."""
    row = get_object_or_404(Evisa.objects.select_related("application"), pk=evisa)
    case = row.application.group_id
    form = ReasonForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        try:
            cancel(row.pk, form.cleaned_data["reason"], by=request.actor, at=timezone.now())
        except ServiceError as error:
            form.add_error(None, str(error))
        else:
            messages.success(request, _("Cancelled. The published list names it from now on."))
            return redirect("officer:case", case)
    context = {
        "form": form,
        "title": _("Cancel e-Visa %(number)s") % {"number": row.number},
        "intro": _(
            "The holder is told with the reason. Online it shows at once, offline with the next published list."
        ),
        "back": reverse("officer:case", args=[case]),
        "button_text": _("Cancel e-Visa"),
    }
    return office(request, "pages/form_page.html", context)


@require_http_methods(["GET", "HEAD", "POST"])
@admits(Role.OFFICER)
def end(request: ActorRequest, fee: UUID) -> HttpResponse:
    """Say that approvals lapsed because the issuance fee did not come."""
    row = get_object_or_404(IssuanceFee, pk=fee)
    form = ReasonForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        try:
            lapse(row.pk, form.cleaned_data["reason"], by=request.actor, at=timezone.now())
        except ServiceError as error:
            form.add_error(None, str(error))
        else:
            return redirect("officer:case", row.group_id)
    context = {
        "form": form,
        "title": _("Let the approval lapse: the issuance fee did not come"),
        "back": reverse("officer:case", args=[row.group_id]),
        "button_text": _("Let it lapse"),
    }
    return office(request, "pages/form_page.html", context)
