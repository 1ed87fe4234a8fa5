"""What can happen to money: a fee is demanded, paid, refunded; a provider tells; what is unclear is asked after."""

from kaitak.service.payments.services.begin import begin_attempt, stop_attempt
from kaitak.service.payments.services.demand import demand_fee, void_demand
from kaitak.service.payments.services.erase import erase_case
from kaitak.service.payments.services.notices import receive_notice, take_notices
from kaitak.service.payments.services.reconcile import look_up, reconcile
from kaitak.service.payments.services.refunds import carry_out_refunds, order_refund
from kaitak.service.payments.services.settle import settle

__all__ = [
    "begin_attempt",
    "carry_out_refunds",
    "demand_fee",
    "erase_case",
    "look_up",
    "order_refund",
    "receive_notice",
    "reconcile",
    "settle",
    "stop_attempt",
    "take_notices",
    "void_demand",
]
