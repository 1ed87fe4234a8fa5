"""The payer's address is erased with the case; what was paid stays in the books."""

from datetime import datetime

from django.db import transaction

from kaitak.service.audit.services import record
from kaitak.service.payments.models import Demand
from kaitak.service.people.actors import Actor


@transaction.atomic
def erase_case(case: str, *, by: Actor, at: datetime) -> None:
    """Erase the payer's address from the demands of a case. A refund still under way goes on, untold."""
    Demand.objects.filter(case=case).update(email="")
    record("payment.payer_erased", case=case, by=by, at=at)
