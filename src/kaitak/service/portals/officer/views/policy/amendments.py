"""Amendments: all of them, and one with its checks, differences, turned cases and effect."""

from typing import Any
from uuid import UUID

from django.http import HttpResponse
from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import get_language
from django.views.decorators.http import require_safe

from kaitak.rules import language
from kaitak.rules.reform.differences import differences
from kaitak.service.audit.models import Record
from kaitak.service.people.actors import Role
from kaitak.service.portals.admission import ActorRequest, admits
from kaitak.service.portals.officer.frame import office
from kaitak.service.portals.officer.policy_reading import names_of, start_text
from kaitak.service.rulebook import effects, in_force, selectors
from kaitak.service.rulebook.checking import Check, check
from kaitak.service.rulebook.models import Amendment

SHOWN = 200
State = Amendment.State


@require_safe
@admits(Role.OFFICER, Role.SUPERVISOR, Role.ADMINISTRATOR)
def show_all(request: ActorRequest) -> HttpResponse:
    """Show every amendment, the newest first, and whether those published are in force."""
    rows = list(selectors.amendments()[:SHOWN])
    names = names_of(rows)
    context = {
        "rows": [(row, names.get(row.drafted_by, "—"), names.get(row.decided_by, "—")) for row in rows],
        "troubles": in_force.troubles(),
        "digest": in_force.current_policy().digest,
    }
    return office(request, "officer/policy/amendments.html", context)


@require_safe
@admits(Role.OFFICER, Role.SUPERVISOR, Role.ADMINISTRATOR)
def show(request: ActorRequest, amendment: UUID) -> HttpResponse:
    """Show one amendment; ``?effects=1`` works the cases and simulates, which takes a moment."""
    row = get_object_or_404(Amendment, pk=amendment)
    names = names_of([row])
    is_open = row.state in (State.DRAFT, State.PROPOSED)
    context = {
        "row": row,
        "names": names,
        "writer": names.get(row.drafted_by, "—"),
        "decider": names.get(row.decided_by, "—"),
        "is_open": is_open,
        "is_own": row.drafted_by == request.actor.identifier,
        "may_decide": may_decide(request, row),
        "records": Record.objects.filter(case=str(row.pk)).order_by("number"),
        "back": reverse("officer:policy"),
        **(looked_at(request, check(row.content)) if is_open else {}),
    }
    return office(request, "officer/policy/amendment.html", context)


def may_decide(request: ActorRequest, row: Amendment) -> bool:
    """Say whether whoever looks may publish an amendment."""
    return (
        row.state == State.PROPOSED
        and request.actor.is_any(Role.SUPERVISOR, Role.ADMINISTRATOR)
        and request.actor.identifier != row.drafted_by
    )


def looked_at(request: ActorRequest, found: Check) -> dict[str, Any]:
    """Return what the checks found, what differs and, where asked for, what would come of it."""
    context: dict[str, Any] = {"check": found}
    if found.after is None:
        return context
    code = get_language() or "en"
    lang = language(code)
    context["differences"] = [
        (one, [(start_text(line.start, code), line) for line in one.lines])
        for one in differences(found.before, found.after, lang)
    ]
    if request.GET.get("effects"):
        after = found.after
        titles = {name: after.routes[name].title.in_language(lang) for name in after.routes}
        context |= {
            "turned": effects.turned(found.before, after),
            "effect": effects.effect(found.before, after, timezone.localdate()),
            "titles": titles,
        }
    return context
