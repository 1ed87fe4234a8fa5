"""Answers without explanations: verdicts by generated Python, and derived facts."""

from collections.abc import Mapping, Sequence
from datetime import date, datetime
from typing import Any

from kaitak.rules.assessment import VERDICTS, dates_of
from kaitak.rules.completion import listing, settle
from kaitak.rules.findings import plain
from kaitak.rules.generate import compiled_for
from kaitak.rules.matter import Matter
from kaitak.rules.policy import Policy
from kaitak.rules.profile import Person, check_profile
from kaitak.rules.verdicts import is_open


def decide(
    policy: Policy,
    profile: Mapping[str, Any],
    *,
    day: date | None = None,
    schemes: Sequence[str] | None = None,
    submitted_at: datetime | None = None,
    approved_on: date | None = None,
) -> dict[str, str]:
    """Return the verdict of every route of the schemes, as ``assess`` gives it, by the generated function."""
    dates = dates_of(profile, day=day, submitted_at=submitted_at, approved_on=approved_on)
    matter = Matter(policy, Person(profile), dates)
    chosen = list(policy.schemes) if schemes is None else [policy.scheme(code).code for code in schemes]
    routes = [route for route in policy.routes.values() if route.scheme in chosen and not route.person]
    compiled = compiled_for(matter, routes)
    facts = {name: matter.fact(name).value for name in compiled.facts}
    truths = compiled.run(facts, listing(matter))
    answer = {}
    for route, truth in zip(routes, truths, strict=True):
        if is_open(matter, route) is False:
            answer[route.id] = "closed"
        else:
            answer[route.id] = VERDICTS[settle(matter, route) if truth is None else truth]
    return answer


def derive(policy: Policy, profile: Mapping[str, Any], day: date | None = None) -> dict[str, Any]:
    """Return every fact that a profile gives or from which it follows; a pair is a list of least and most.

    Records themselves are left out: the answer has a column a fact.
    """
    check_profile(policy, profile)
    matter = Matter(policy, Person(profile), dates_of(profile, day=day))
    names = [name for name, fact in policy.facts.items() if fact.kind not in ("records", "rates", "money")]
    own = [name for name in names if not policy.facts[name].path.startswith(("dependant.", "sponsor."))]
    return {name: plain(matter.fact(name).value) for name in (*own, *policy.derivations)}
