"""What can happen to an intake and to a ticket for a place in it."""

from kaitak.service.quotas.services.allocate import allocate, expire_holds
from kaitak.service.quotas.services.intakes import Terms, set_terms, sync_intakes
from kaitak.service.quotas.services.pauses import lift, suspend
from kaitak.service.quotas.services.places import release, return_place, secure
from kaitak.service.quotas.services.recount import recount
from kaitak.service.quotas.services.resumptions import announce_resumption, resume_due
from kaitak.service.quotas.services.take_ticket import take_ticket

__all__ = [
    "Terms",
    "allocate",
    "announce_resumption",
    "expire_holds",
    "lift",
    "recount",
    "release",
    "resume_due",
    "return_place",
    "secure",
    "set_terms",
    "suspend",
    "sync_intakes",
    "take_ticket",
]
