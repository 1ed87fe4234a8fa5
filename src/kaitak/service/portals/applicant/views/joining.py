"""The link of a dependant, or of the guardian of one: opening it changes nothing, the button lets in."""

from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods

from kaitak.service.applications.policy import policy_of
from kaitak.service.applications.selectors import Invitation, full_name, invitation_of
from kaitak.service.applications.services import enter_by_link
from kaitak.service.pages.languages import current_language
from kaitak.service.people.errors import LinkNotUsable
from kaitak.service.people.models import Party
from kaitak.service.portals.admission import ActorRequest, admits, anyone
from kaitak.service.portals.admission.sessions import let_in

FAMILY = (Party.Kind.DEPENDANT, Party.Kind.GUARDIAN)


@require_http_methods(["GET", "HEAD", "POST"])
@never_cache
@admits(anyone)
def join(request: ActorRequest, token: str) -> HttpResponse:
    """Say whose application it is and what is asked; let in on the button."""
    now = timezone.now()
    try:
        invitation = invitation_of(token, *FAMILY, at=now)
        if request.method == "POST":
            party = enter_by_link(token, at=now)
            let_in(request, party)
            return redirect("filing:tasks", party.case)
    except LinkNotUsable:
        return render(request, "applicant/link_not_usable.html", status=404)
    return render(request, "applicant/join.html", _told(invitation))


def _told(invitation: Invitation) -> dict[str, object]:
    group, language = invitation.group, current_language().tag
    return {
        "principal": full_name(invitation.principal),
        "person": full_name(invitation.part),
        "is_guardian": invitation.party.kind == Party.Kind.GUARDIAN,
        "scheme": policy_of(group).scheme(group.scheme).title.in_language(language),
        "kept_until": group.erase_after if group.state == "draft" else None,
    }
