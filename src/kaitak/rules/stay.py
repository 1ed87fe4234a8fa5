"""The initial stay of a route, in months."""

from typing import Any

from kaitak.rules.findings import figure_text, plain
from kaitak.rules.matter import Matter
from kaitak.rules.model import UNSOURCED, InitialStay, Route, StayCase
from kaitak.rules.trace import NOTHING, UNPUBLISHED, UNPUBLISHED_ONLY, Known
from kaitak.rules.values import ends, is_known

Months = tuple[set[Any], frozenset[str]]


def stay_of(route: str) -> str:
    """Return what the initial stay of a route is called among the questions of an assessment."""
    return f"stay of {route}"


def initial_stay(matter: Matter, route: Route, lang: str, found: Months | None = None) -> dict[str, Any]:
    """Return ``initial_stay_months`` (null where undetermined) and what stands around it."""
    rule = route.initial_stay
    if rule is None:
        return {}
    said = _said(matter, route.id, rule, lang)
    values, missing = found or possible_months(matter, rule.cases)
    cap = matter.fact(rule.capped_by) if rule.capped_by else Known(None)
    in_months = bool(rule.capped_by) and matter.policy.fact(rule.capped_by).type.kind == "int"
    if in_months:
        values, missing = _capped(values, missing, cap)
    months = next(iter(values)) if len(values) == 1 and UNSOURCED not in values else None
    more: dict[str, Any] = {
        "months": months,
        "possible_months": sorted(value for value in values if isinstance(value, int)),
        "missing": sorted(missing - UNPUBLISHED_ONLY),
        "unsourced": UNSOURCED in values or UNPUBLISHED in missing,
        **said,
        "source": said["source"].copy(),
    }
    if rule.capped_by and not in_months:
        more["not_after"] = plain(cap.value) if is_known(cap.value) else None
    return {"initial_stay_months": months, "initial_stay": more}


def _said(matter: Matter, route: str, rule: InitialStay, lang: str) -> dict[str, Any]:
    """Return what a rule of stay says to everybody, kept where no key or other date chooses its figures."""
    kept, key = matter.edition.statements, (stay_of(route), lang)
    if key in kept:
        return kept[key]
    text = rule.text.fill(lang, lambda figure: figure_text(matter, figure, lang)) if rule.text else ""
    said = {"text": text, "source": matter.policy.cite(rule.source)}
    if rule.linked_to:
        said["linked_to"] = rule.linked_to
    if all(matter.policy.figures[one].for_all for one in (rule.text.placeholders() if rule.text else ())):
        kept[key] = said
    return said


def possible_months(matter: Matter, cases: tuple[StayCase, ...]) -> Months:
    """Return every number of months that the first case to hold may give, and what is missing."""
    values: set[Any] = set()
    missing: frozenset[str] = NOTHING
    for case in cases:
        holds = matter.outcomes(case.when) if case.when else None
        if holds is not None and holds.value is False:
            continue
        if isinstance(case.months, int):
            values.add(case.months)
        else:
            found, doubt = matter.values_of(matter.policy.figures[case.months])
            values |= set(found)
            missing |= doubt
        if holds is None or holds.value is True:
            break
        missing |= holds.why
    return values, missing if len(values) > 1 else NOTHING


def _capped(values: set[Any], missing: frozenset[str], cap: Known) -> Months:
    """Return the months, none above a number of months; nothing where a lower cap is possible and not known."""
    least, most = ends(cap.value)
    published = {value for value in values if isinstance(value, int)}
    if least is not None and all(value <= least for value in published):
        return values, missing
    if least is None or least != most:
        return values - published, missing | cap.why
    return {min(value, least) if value in published else value for value in values}, missing
