"""How long a stay is recommended: the engine's months where the policy decides them, else the officer's."""

from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING, Any

from kaitak.service.applications.models import Application, Snapshot
from kaitak.service.applications.verdicts import routes_of
from kaitak.service.casework import selectors
from kaitak.service.casework.errors import PrincipalFirst, StayMissing, StayNotPossible
from kaitak.service.casework.models import Outcome

if TYPE_CHECKING:
    from kaitak.service.casework.services.recommending import Proposal


def months_for(application: Application, proposal: "Proposal", snapshot: Snapshot) -> int:
    """Return the months an approval gives. A dependant's stay is linked to the principal's.

    Raises PrincipalFirst, StayMissing (none given, or no reason for one), StayNotPossible.
    """
    if application.index > 0:
        return _principals_months(application)
    decided, possible = published(routes_of(application.group, snapshot.answer))
    if decided is not None:
        if proposal.stay_months not in (None, decided):
            raise StayNotPossible(months=decided)
        return decided
    if proposal.stay_months is None or not proposal.stay_reason.strip():
        raise StayMissing
    if possible and proposal.stay_months not in possible:
        raise StayNotPossible(months=" / ".join(str(months) for months in possible))
    return proposal.stay_months


def published(given: Sequence[Mapping[str, Any]]) -> tuple[int | None, list[int]]:
    """Return the months the policy decides (or None), and those it names as possible, from a person's routes."""
    routes = [route for route in given if route["verdict"] != "fails"] or given
    stays = [route["initial_stay"] for route in routes if "initial_stay" in route]
    decided = {stay["months"] for stay in stays}
    possible = {months for stay in stays for months in stay["possible_months"]}
    if len(decided) == 1 and None not in decided:
        return decided.pop(), sorted(possible)
    return None, sorted(possible | (decided - {None}), reverse=True)


def _principals_months(application: Application) -> int:
    principal = application.group.applications.get(index=0)
    decision = selectors.decision_of(principal)
    if decision is not None:
        found = decision.stay_months if decision.outcome == Outcome.APPROVE else None
    else:
        recommendation = selectors.recommendation_of(principal)
        approves = recommendation is not None and recommendation.outcome == Outcome.APPROVE
        found = recommendation.stay_months if recommendation and approves else None
    if found is None:
        raise PrincipalFirst
    return found
