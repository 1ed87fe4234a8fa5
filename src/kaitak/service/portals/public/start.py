"""The start page: one question, one call to action, and the departures."""

from django.http import HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from kaitak.service.applications.policy import current_policy
from kaitak.service.pages.languages import current_language
from kaitak.service.portals.admission import ActorRequest, admits, anyone
from kaitak.service.portals.public import clock
from kaitak.service.portals.public.days import asked_day
from kaitak.service.portals.public.departures import departures
from kaitak.service.portals.public.places import intakes


@require_safe
@admits(anyone)
def start(request: ActorRequest) -> HttpResponse:
    """Ask which way in, and show the schemes as departures of a day."""
    policy, language = current_policy(), current_language().code
    asked = asked_day(request.GET, clock.today())
    counted = intakes(policy, clock.now(), language) if asked.is_today else []
    context = {
        "asked": asked,
        "form": asked.form,
        "departures": departures(
            policy, asked.day, language, {one.scheme: one for one in counted}, asked.query
        ),
        "counted_at": max((one.as_of for one in counted), default=None),
        "change_day": "#another-day",
    }
    return render(request, "public/start.html", context, status=asked.status)
