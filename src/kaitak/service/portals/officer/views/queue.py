"""The queue: which case is next."""

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_POST, require_safe

from kaitak.service.casework import selectors
from kaitak.service.casework.services import take_next
from kaitak.service.people.actors import Role
from kaitak.service.portals.admission import ActorRequest, admits
from kaitak.service.portals.officer.forms import QueueForm
from kaitak.service.portals.officer.frame import office

MOST = 200
COLUMNS = {"stage": _("Stage"), "officer": _("Officer"), "submitted": _("Submitted on"), "due": _("Due")}


@require_safe
@admits(Role.OFFICER, Role.ADMINISTRATOR)
def show(request: ActorRequest) -> HttpResponse:
    """Show the cases that are open, the one due first on top."""
    form = QueueForm(request.GET or None)
    given = form.cleaned_data if form.is_valid() else {}
    officer = int(request.actor.identifier) if given.get("mine") else None
    order = request.GET.get("order", "")
    found = selectors.queue(
        search=given.get("search", ""), stage=given.get("stage", ""), officer=officer, order=order
    )
    context = {
        "form": form,
        "files": list(found[:MOST]),
        "today": timezone.localdate(),
        "most": MOST,
        "order": order,
        "columns": _columns(request, order),
        "may_take": request.actor.is_any(Role.OFFICER),
    }
    return office(request, "officer/queue.html", context)


def _columns(request: ActorRequest, order: str) -> list[dict[str, object]]:
    """Return the columns by which the queue can be put in order."""
    query = request.GET.copy()
    columns = []
    for name, title in COLUMNS.items():
        query["order"] = name
        columns.append(
            {"title": title, "address": f"?{query.urlencode()}", "is_current": (order or "due") == name}
        )
    return columns


@require_POST
@admits(Role.OFFICER)
def take(request: ActorRequest) -> HttpResponse:
    """Take the case that is due first among those nobody has."""
    case_file = take_next(by=request.actor, at=timezone.now())
    if case_file is None:
        messages.info(request, _("There is no case waiting for an officer."))
        return redirect("officer:queue")
    return redirect("officer:case", case_file.pk)
