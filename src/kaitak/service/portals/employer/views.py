"""The authorised person comes in: the page says whose application it is and what is asked; the button lets in."""

from datetime import date
from typing import Any

from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods

from kaitak.service.applications.policy import policy_of
from kaitak.service.applications.procedures import procedure_of
from kaitak.service.applications.selectors import Invitation, full_name, invitation_of
from kaitak.service.applications.services import enter_by_link
from kaitak.service.pages.languages import current_language
from kaitak.service.people.errors import LinkNotUsable
from kaitak.service.people.models import Party
from kaitak.service.portals.admission import ActorRequest, admits, anyone
from kaitak.service.portals.admission.sessions import let_in


@require_http_methods(["GET", "HEAD", "POST"])
@never_cache
@admits(anyone)
def enter(request: ActorRequest, token: str) -> HttpResponse:
    """Say what is asked of the company; let the authorised person in on the button."""
    now = timezone.now()
    try:
        invitation = invitation_of(token, Party.Kind.AUTHORISED_PERSON, at=now)
        if request.method == "POST":
            party = enter_by_link(token, at=now)
            let_in(request, party)
            return redirect("filing:tasks", party.case)
    except LinkNotUsable:
        return render(request, "employer/link_not_usable.html", status=404)
    return render(request, "employer/enter.html", _told(invitation, timezone.localdate(now)))


def _told(invitation: Invitation, day: date) -> dict[str, Any]:
    group, part, language = invitation.group, invitation.part, current_language().tag
    policy, procedure = policy_of(group), procedure_of(group)
    pages = [page.title.in_language(language) for page in procedure.pages_of(part.kind)]
    rules = [rule for rule in procedure.documents if rule.party == part.kind and rule.holds_on(day)]
    shared = [rule for rule in rules if "applicant" in rule.seen_by]
    return {
        "principal": full_name(invitation.principal),
        "scheme": policy.scheme(group.scheme).title.in_language(language),
        "pages": pages,
        "papers": [policy.say(rule.title, language, day) for rule in rules],
        "shared": [policy.say(rule.title, language, day) for rule in shared],
        "is_draft": group.state == "draft",
        "kept_until": group.erase_after,
    }
