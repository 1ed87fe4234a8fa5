"""What the office's templates print."""

from collections.abc import Mapping, Sequence
from typing import Any

from django import template
from django.template import Context
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from kaitak.service.people.actors import ActorKind
from kaitak.service.portals.officer.frame import navigation

register = template.Library()
LETTERS: dict[str, Promise] = {
    "acknowledgement": _("Acknowledgement"),
    "acknowledgement_with_references": _("Acknowledgement"),
    "documents_requested": _("Request for documents"),
    "result_approved": _("Result: approved"),
    "result_refused": _("Result: refused"),
}
REASONS: dict[str, Promise] = {
    "full": _("Full"),
    "all_held": _("All places held"),
    "suspended": _("Suspended"),
    "not_yet_open": _("Not open yet"),
    "closed": _("Closed"),
}
EVENTS: dict[str, Promise] = {
    "queued": _("in line"),
    "held": _("place held"),
    "secured": _("place secured"),
    "returned": _("place returned"),
    "refused": _("no place"),
    "released": _("place released"),
    "resumed": _("intake resumed"),
}
AMENDED: dict[str, Promise] = {
    "amendment.saved": _("saved"),
    "amendment.proposed": _("proposed"),
    "amendment.withdrawn": _("withdrawn"),
    "amendment.published": _("published"),
    "amendment.rejected": _("not accepted"),
}
ANSWERS: dict[str, Promise] = {
    "meets": _("meets"),
    "fails": _("fails"),
    "undetermined": _("undetermined"),
    "closed": _("closed"),
    "met": _("met"),
    "not_met": _("not met"),
    "unknown": _("unknown"),
    "unsourced": _("not published"),
}


@register.simple_tag(takes_context=True)
def office_navigation(context: Context) -> list[dict[str, Any]]:
    """Return the office's menu for whoever is signed in, nothing for anybody else."""
    request = context["request"]
    return navigation(request) if request.actor.kind == ActorKind.ACCOUNT else []


@register.filter
def item(values: Mapping[str, Any], key: str) -> Any:
    """Return the value of a key, the key itself where there is none."""
    return values.get(key, key)


@register.filter
def pairs(values: Mapping[str, Any]) -> list[tuple[str, Any]]:
    """Return keys with their values, also where a key is called as a method is."""
    return list(values.items())


@register.filter
def letter_name(kind: str) -> str | Promise:
    """Return what a letter is called."""
    return LETTERS.get(kind, kind)


@register.filter
def reason_name(reason: str) -> str | Promise:
    """Return why a pool is not open."""
    return REASONS.get(reason, reason)


@register.filter
def event_name(kind: str) -> str | Promise:
    """Return what happened to a ticket."""
    return EVENTS.get(kind, kind)


@register.filter
def decidable_by(rows: Sequence[tuple[Any, Any, Any]], actor: str) -> bool:
    """Tell whether none of the recommendations is this officer's own."""
    made = [recommendation for _row, recommendation, _decision in rows if recommendation is not None]
    return bool(made) and all(recommendation.recommended_by != actor for recommendation in made)


@register.filter
def amendment_event(event: str) -> str | Promise:
    """Return what happened to an amendment."""
    return AMENDED.get(event, event)


@register.filter
def answer_name(answer: Any) -> Any:
    """Return what a worked case answers: a verdict in words, anything else as it is."""
    if answer is None:
        return "—"
    return ANSWERS.get(answer, answer) if isinstance(answer, str) else answer
