"""When a telephone line is answered: open now or not, and when next, by the calendar the policy knows."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta

from django.utils.translation import gettext as _

from kaitak.rules import Calendar, Policy
from kaitak.service.pages.formats import HONG_KONG, day_text

LOOK_AHEAD = 14
Spans = Callable[[date], Sequence[tuple[time, time]]]


@dataclass(frozen=True, slots=True)
class Line:
    """A way to ask somebody: a telephone line with its state now, or an address without one.

    ``is_open`` is None where hours do not apply, or the holidays of the year are not known.
    """

    question: str
    value: str
    reason: str
    kind: str
    is_open: bool | None = None
    state: str = ""


def lines_of(policy: Policy, at: datetime, language: str) -> list[Line]:
    """Return the ways to ask, as the operator has chosen them; a choice that is missing has no line."""
    local = at.astimezone(HONG_KONG).replace(tzinfo=None)
    calendar = policy.calendar
    states: dict[str, Callable[[], tuple[bool | None, str]]] = {
        "enquiry_hotline": lambda: _office(calendar, local, language),
        "technical_hotline": lambda: _daily(policy, local, language),
        "status_hotline": lambda: (True, _("Day and night.")),
    }
    found = []
    for name, kind in (
        ("enquiry_hotline", "phone"),
        ("technical_hotline", "phone"),
        ("status_hotline", "phone"),
        ("enquiry_email", "email"),
        ("enquiry_fax", "fax"),
    ):
        choice = policy.choices.get(name)
        if choice is None:
            continue
        is_open, state = states[name]() if name in states else (None, "")
        question, reason = choice.question.in_language(language), choice.reason.in_language(language)
        found.append(Line(question, str(choice.value), reason, kind, is_open, state))
    return found


def _office(calendar: Calendar, at: datetime, language: str) -> tuple[bool | None, str]:
    if not calendar.knows(at.year):
        return None, _("The public holidays of %(year)s are not known to us yet, so we cannot say.") % {
            "year": at.year
        }

    def spans(day: date) -> Sequence[tuple[time, time]]:
        return [(hours.opens, hours.closes) for hours in calendar.office_hours(day)]

    is_open, state = _state(spans, at, language, knows=calendar.knows)
    name = calendar.holiday_name(at.date())
    if name is None:
        return is_open, state
    return is_open, _("Closed today: %(holiday)s.") % {"holiday": name.in_language(language)} + " " + state


def _daily(policy: Policy, at: datetime, language: str) -> tuple[bool | None, str]:
    choice = policy.choices.get("technical_hotline_hours")
    if choice is None:
        return None, ""
    opens, closes = (time.fromisoformat(one) for one in choice.value)
    return _state(lambda _day: [(opens, closes)], at, language, knows=lambda _year: True)


def _state(
    spans: Spans, at: datetime, language: str, *, knows: Callable[[int], bool]
) -> tuple[bool | None, str]:
    for opens, closes in spans(at.date()):
        if opens <= at.time() < closes:
            return True, _("Until %(time)s.") % {"time": f"{closes:%H:%M}"}
    for ahead in range(LOOK_AHEAD):
        day = at.date() + timedelta(days=ahead)
        if not knows(day.year):
            return False, _("It opens again in %(year)s on a day that is not known to us yet.") % {
                "year": day.year
            }
        later = [opens for opens, _closes in spans(day) if ahead or opens > at.time()]
        if later:
            return False, _("Opens again on %(day)s at %(time)s.") % {
                "day": day_text(day, language),
                "time": f"{min(later):%H:%M}",
            }
    return False, ""
