"""Places left, live, and the public log that proves in what order they were given out."""

from typing import Any

from django.http import Http404, HttpResponse, JsonResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from kaitak.service.applications.policy import current_policy
from kaitak.service.pages.languages import current_language
from kaitak.service.portals.admission import ActorRequest, admits, anyone
from kaitak.service.portals.public import clock
from kaitak.service.portals.public.logbook import announcements, document, newest
from kaitak.service.portals.public.places import given_out, intakes


@require_safe
@admits(anyone)
def quota(request: ActorRequest) -> HttpResponse:
    """Show every intake's places, and the newest head of its log."""
    return render(request, "public/quota.html", _context())


@require_safe
@admits(anyone)
def places(request: ActorRequest) -> HttpResponse:
    """Give the part of the page that is fetched again and again."""
    return render(request, "public/quota_places.html", _context())


@require_safe
@admits(anyone)
def log(request: ActorRequest, intake: str) -> HttpResponse:
    """Give an intake's whole public log, which anybody can check."""
    if intake not in {quota.id for quota, _scheme in given_out(current_policy())}:
        raise Http404
    answer = JsonResponse(document(intake), json_dumps_params={"ensure_ascii": False})
    answer["Content-Disposition"] = f'attachment; filename="places-{intake}.json"'
    return answer


def _context() -> dict[str, Any]:
    at, language = clock.now(), current_language().code
    found = intakes(current_policy(), at, language)
    return {
        "intakes": [(one, newest(one.code), announcements(one.code, at)) for one in found],
        "at": at,
    }
