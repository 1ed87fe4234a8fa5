"""The queue: which case is next."""

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from kaitak.service.casework import selectors
from kaitak.service.casework.services import take_next
from kaitak.service.people.actors import Role
from kaitak.service.portals.admission import ActorRequest, admits
from kaitak.service.portals.officer.forms import QueueForm
from kaitak.service.portals.officer.frame import office

MOST = 200


@require_safe
@admits(Role.OFFICER, Role.ADMINISTRATOR)
def show(request: ActorRequest) -> HttpResponse:
    """Show the cases that are open, the one due first on top."""
    form = QueueForm(request.GET or None)
    given = form.cleaned_data if form.is_valid() else {}
    officer = int(request.actor.identifier) if given.get("mine") else None
    found = selectors.queue(search=given.get("search", ""), stage=given.get("stage", ""), officer=officer)
    context = {"form": form, "files": found[:MOST], "today": timezone.localdate(), "most": MOST}
    return office(request, "officer/queue.html", context)


@require_POST
@admits(Role.OFFICER)
def take(request: ActorRequest) -> HttpResponse:
    """Take the case that is due first among those nobody has."""
    case_file = take_next(by=request.actor, at=timezone.now())
    if case_file is None:
        messages.info(request, _("There is no case waiting for an officer."))
        return redirect("officer:queue")
    return redirect("officer:case", case_file.pk)
