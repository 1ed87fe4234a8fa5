"""Lock in one order everywhere: the higher room's rows, the demand, the attempt."""

from uuid import UUID

from kaitak.service.payments.models import Attempt, Demand
from kaitak.service.payments.purposes import purpose_of


def lock_demand(demand_id: UUID) -> Demand:
    """Return the demand, locked after the rows of the room that made it."""
    purpose_of(demand := Demand.objects.get(pk=demand_id)).lock(demand)
    return Demand.objects.select_for_update().get(pk=demand_id)


def lock_attempt(attempt_id: UUID) -> Attempt:
    """Return the attempt, locked after its demand."""
    demand = lock_demand(Attempt.objects.values_list("demand_id", flat=True).get(pk=attempt_id))
    attempt = Attempt.objects.select_for_update().get(pk=attempt_id)
    attempt.demand = demand
    return attempt
