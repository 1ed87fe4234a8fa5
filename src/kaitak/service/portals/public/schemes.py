"""A scheme's page: a minute's summary, then everything behind it with its sources."""

from django.http import Http404, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from kaitak.rules import UnknownName
from kaitak.service.applications.policy import current_policy
from kaitak.service.pages.languages import current_language
from kaitak.service.portals.admission import ActorRequest, admits, anyone
from kaitak.service.portals.public import clock
from kaitak.service.portals.public.days import asked_day
from kaitak.service.portals.public.places import intakes
from kaitak.service.portals.public.scheme_page.page import scheme_page


@require_safe
@admits(anyone)
def scheme(request: ActorRequest, code: str) -> HttpResponse:
    """Show a scheme as it stands on a day."""
    policy, language = current_policy(), current_language().code
    asked = asked_day(request.GET, clock.today())
    try:
        page = scheme_page(policy, code, asked.day, language)
    except UnknownName as error:
        raise Http404 from error
    counted = intakes(policy, clock.now(), language) if asked.is_today else []
    context = {
        "scheme": page,
        "asked": asked,
        "form": asked.form,
        "intakes": [one for one in counted if one.scheme == code],
        "back": None,
    }
    return render(request, "public/scheme.html", context, status=asked.status)
