"""What is collected and why; how well the pages can be used by everybody."""

from typing import Any

from django.conf import settings
from django.http import HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from kaitak.rules import Policy, Procedure
from kaitak.service.applications.policy import current_policy
from kaitak.service.pages.languages import current_language
from kaitak.service.portals.admission import ActorRequest, admits, anyone


@require_safe
@admits(anyone)
def privacy(request: ActorRequest) -> HttpResponse:
    """Say what is collected, why, for how long, who sees it, and how it is erased."""
    policy, language = current_policy(), current_language().code
    context = {
        "procedures": [_asked(policy, one, language) for one in policy.procedures.values() if one.pages],
        "draft_days": policy.operator("draft_days"),
        "link_days": policy.operator("link_days"),
        "code_minutes": policy.operator("code_minutes"),
        "session_hours": settings.SESSION_COOKIE_AGE // 3600,
    }
    return render(request, "public/privacy.html", context)


@require_safe
@admits(anyone)
def accessibility(request: ActorRequest) -> HttpResponse:
    """Say how the pages are made usable, how that was tested, and what falls short."""
    return render(request, "public/accessibility.html")


def _asked(policy: Policy, procedure: Procedure, language: str) -> dict[str, Any]:
    """Return what each party of a procedure is asked, page by page."""
    parties = [
        {
            "title": party.title.in_language(language),
            "pages": [
                (
                    page.title.in_language(language),
                    [policy.facts[one.fact].label.in_language(language) for one in page.facts],
                )
                for page in procedure.pages_of(party.id)
            ],
        }
        for party in procedure.parties
    ]
    return {"title": procedure.title.in_language(language), "parties": parties}
