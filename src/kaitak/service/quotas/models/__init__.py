"""Intakes and their pools, tickets, pauses of the intake, and the public log."""

from kaitak.service.quotas.models.intakes import Intake, Pool
from kaitak.service.quotas.models.log import Entry, Head
from kaitak.service.quotas.models.pauses import Resumption, Suspension
from kaitak.service.quotas.models.tickets import Ticket

__all__ = ["Entry", "Head", "Intake", "Pool", "Resumption", "Suspension", "Ticket"]
