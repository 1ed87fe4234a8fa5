"""Ask: the questions that can still settle a verdict, the most telling first."""

from collections.abc import Collection, Mapping, Sequence
from datetime import date, datetime
from typing import Any

from kaitak.rules.assessment import VERDICTS, dates_of
from kaitak.rules.findings import plain
from kaitak.rules.interview.openness import Outlook
from kaitak.rules.interview.questions import Question, as_told, questions_of
from kaitak.rules.matter import Matter
from kaitak.rules.model import Route
from kaitak.rules.policy import Policy
from kaitak.rules.profile import Person, check_profile
from kaitak.rules.values import is_known


def ask(
    policy: Policy,
    profile: Mapping[str, Any],
    *,
    day: date | None = None,
    schemes: Sequence[str] | None = None,
    kinds: Collection[str] | None = None,
    submitted_at: datetime | None = None,
    approved_on: date | None = None,
    skipped: Collection[str] = (),
    lang: str = "en",
) -> dict[str, Any]:
    """Return the verdicts that are settled, the routes that are open, and the questions that can settle these.

    The first question is expected to settle most. ``kinds`` keeps to routes of some kinds, ``skipped`` names facts
    and places that are not to be asked. Raises InputError where the profile is wrong.
    """
    check_profile(policy, profile)
    dates = dates_of(profile, day=day, submitted_at=submitted_at, approved_on=approved_on)
    matter = Matter(policy, Person(profile), dates)
    outlook = Outlook(matter).place(routes_of(policy, schemes, kinds))
    applied = matter.fact("applied_on").value
    known = applied if is_known(applied) else None
    return {
        "applied_on": plain(applied),
        "policy": policy.name,
        "policy_digest": policy.digest,
        "settled": {
            name: "closed" if truth is None else VERDICTS[truth] for name, truth in outlook.settled.items()
        },
        "open": [one.route.id for one in outlook.open],
        "questions": [dict(as_told(policy, one, lang, known)) for one in questions_of(outlook, skipped)],
    }


def next_questions(
    policy: Policy,
    profile: Mapping[str, Any],
    *,
    day: date,
    schemes: Sequence[str] | None = None,
    kinds: Collection[str] | None = None,
    skipped: Collection[str] = (),
) -> list[Question]:
    """Return the questions that can still settle a verdict, for who shows them as forms."""
    matter = Matter(policy, Person(profile), dates_of(profile, day=day))
    return questions_of(Outlook(matter).place(routes_of(policy, schemes, kinds)), skipped)


def routes_of(
    policy: Policy, schemes: Sequence[str] | None, kinds: Collection[str] | None = None
) -> list[Route]:
    """Return the routes of the principal in some schemes, of some kinds."""
    chosen = set(policy.schemes if schemes is None else [policy.scheme(code).code for code in schemes])
    routes = [one for one in policy.routes.values() if one.scheme in chosen and not one.person]
    return [one for one in routes if kinds is None or one.kind in kinds]
