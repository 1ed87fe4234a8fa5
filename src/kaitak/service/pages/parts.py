"""Tags for Kaitak's own components."""

from collections.abc import Mapping, Sequence
from datetime import date, datetime
from typing import Any

from django import template
from django.template.loader import render_to_string
from django.utils.html import format_html
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _

from kaitak.service.pages import govuk
from kaitak.service.pages.drawings import Drawing, draw_lanes, draw_pool
from kaitak.service.pages.shapes import CaseLine, Departure, Lane, Pool, Slot, Station, Task
from kaitak.service.pages.words import STATUSES, TASK_STATES, VERDICTS

register = template.Library()
# The framework's names for the levels of a message.
_MESSAGE_LEVELS = {"debug": "information", "info": "information", "error": "problem"}


@register.inclusion_tag("components/verdict.html")
def verdict(value: str) -> dict[str, Any]:
    """Print a route's verdict: shape and word."""
    return {"value": value, "word": VERDICTS[value]}


@register.inclusion_tag("components/criteria.html")
def criteria(items: Sequence[Mapping[str, Any]], *, sources: bool = True) -> dict[str, Any]:
    """Print criteria of an assessment, each with what was found, what is needed and the source."""
    return {"criteria": [_criterion(item) for item in items], "sources": sources}


def _criterion(item: Mapping[str, Any]) -> dict[str, Any]:
    """Return a criterion with its status in words; codes stand in its text, and excluded ones are not needed."""
    told_twice = {"needed"} if isinstance(item.get("needed_value"), list) else set()
    return {
        **{key: value for key, value in item.items() if key not in told_twice},
        "word": STATUSES[item["status"]],
    }


@register.inclusion_tag("components/routes.html")
def routes(items: Sequence[Mapping[str, Any]]) -> dict[str, Any]:
    """Print the quiet column of routes: ``title``, ``verdict``, and optionally ``href`` and ``why``."""
    return {"routes": [{**item, "word": VERDICTS[item["verdict"]]} for item in items]}


@register.inclusion_tag("components/source.html")
def source(value: Mapping[str, Any]) -> dict[str, Any]:
    """Print where a rule is published."""
    return {"source": value}


@register.inclusion_tag("components/task_list.html")
def task_list(items: Sequence[Task]) -> dict[str, Any]:
    """Print who has to do what."""
    return {"tasks": [(task, task.state_text or TASK_STATES[task.state]) for task in items]}


@register.inclusion_tag("components/stations.html")
def stations(items: Sequence[Station]) -> dict[str, Any]:
    """Print where a case stands, as a line of stations."""
    return {"stations": items}


@register.inclusion_tag("components/board.html", takes_context=True)
def board(
    context: template.Context,
    rows: Sequence[Departure],
    day: date | None = None,
    title: str = "",
    at: datetime | None = None,
) -> dict[str, Any]:
    """Print the departures board. A pool's places carry the moment ``at`` they were counted."""
    return {
        "rows": rows,
        "day": day,
        "title": title or _("Departures"),
        "at": at,
        "change_day": context.get("change_day"),
    }


@register.inclusion_tag("components/pools.html")
def pools(items: Sequence[Pool], at: datetime | None = None) -> dict[str, Any]:
    """Print pools of places as cards with their squares."""
    return {"pools": items, "at": at}


@register.inclusion_tag("components/squares.svg")
def squares(pool: Pool) -> dict[str, Any]:
    """Draw a pool's places as squares that fill."""
    return {"pool": pool, "drawing": draw_pool(pool)}


@register.inclusion_tag("components/slot.html", takes_context=True)
def slot(context: template.Context, value: Slot) -> dict[str, Any]:
    """Print a document's slot: what it must show, its files, and a place to drop or choose one."""
    return {"slot": value, "csrf_token": context.get("csrf_token")}


@register.simple_tag
def slot_errors(slots: Sequence[Slot]) -> SafeString:
    """Print the summary of what is wrong with files, each line a link to its slot; nothing when all is well."""
    items = [
        {"text": f"{slot.title}: {error}", "href": f"#slot-{slot.identifier}"}
        for slot in slots
        for error in slot.errors
    ]
    return govuk.component("error-summary", {"errorList": items}) if items else SafeString("")


@register.inclusion_tag("components/timeline.html")
def timeline(lanes: Sequence[Lane], start: date, until: date, today: date) -> dict[str, Any]:
    """Draw routes over time, with a table that says the same."""
    drawing: Drawing = draw_lanes(lanes, start=start, until=until, today=today)
    return {"lanes": lanes, "drawing": drawing, "words": VERDICTS, "today": today}


@register.inclusion_tag("components/clock.html")
def hold_clock(until: datetime, now: datetime) -> dict[str, Any]:
    """Print how long a place is still held; the script counts it down and says it politely."""
    left = until - now
    return {
        "until": until,
        "left": left,
        "seconds": max(0, int(left.total_seconds())),
        "over": left.total_seconds() <= 0,
    }


@register.inclusion_tag("components/case_line.html")
def case_line(case: CaseLine) -> dict[str, Any]:
    """Print the line that stands above every page of an application."""
    return {"case": case}


@register.simple_block_tag
def notice(content: str, kind: str = "information", title: str = "") -> SafeString:
    """Print something said aside: ``{% notice "warning" title=… %}…{% endnotice %}``.

    Kinds: information, warning (a deadline, a consequence), success, problem.
    """
    context = {"content": content, "kind": _MESSAGE_LEVELS.get(kind, kind), "title": title}
    return render_to_string("components/notice.html", context)


@register.simple_block_tag
def panel(content: str, title: str) -> SafeString:
    """Print the panel that ends a journey."""
    return format_html('<div class="k-panel"><h1 class="k-panel__title">{}</h1>{}</div>', title, content)


@register.inclusion_tag("components/due.html")
def due(day: date, today: date) -> dict[str, Any]:
    """Print a due day as days left."""
    left = (day - today).days
    return {
        "day": day,
        "left": left,
        "late": -left,
        "kind": "late" if left < 0 else "soon" if left <= 3 else "",
    }
