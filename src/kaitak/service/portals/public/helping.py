"""Help: what each page does, whom to ask and whether they answer now, and the public holidays."""

from datetime import date
from typing import Any

from django.http import HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from kaitak.rules import Policy
from kaitak.service.applications.policy import current_policy
from kaitak.service.pages.languages import current_language
from kaitak.service.portals.admission import ActorRequest, admits, anyone
from kaitak.service.portals.public import clock
from kaitak.service.portals.public.hours import lines_of
from kaitak.service.portals.public.weekdays import office_week


@require_safe
@admits(anyone)
def help_page(request: ActorRequest) -> HttpResponse:
    """Show what each page does and whom to ask."""
    policy, language, day = current_policy(), current_language().code, clock.today()
    context = {
        "lines": lines_of(policy, clock.now(), language),
        "at": clock.now(),
        "week": office_week(policy.calendar, language),
        "years": [_year(policy, year, language) for year in (day.year, day.year + 1)],
        "next_holiday": _next_holiday(policy, day, language),
    }
    return render(request, "public/help.html", context)


def _year(policy: Policy, year: int, language: str) -> dict[str, Any]:
    """Return the public holidays of a year; none where the year is not known."""
    holidays = sorted(policy.calendar.public_holidays.items())
    named = [(day, name.in_language(language)) for day, name in holidays if day.year == year]
    return {"year": year, "holidays": named}


def _next_holiday(policy: Policy, today: date, language: str) -> tuple[date, str] | None:
    coming = sorted(day for day in policy.calendar.public_holidays if day >= today)
    return (coming[0], policy.calendar.public_holidays[coming[0]].in_language(language)) if coming else None
