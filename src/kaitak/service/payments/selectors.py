"""What pages need to know of payments."""

from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from django.db.models import Count, Min, QuerySet

from kaitak.service.payments import providers
from kaitak.service.payments.methods import Flow, Method
from kaitak.service.payments.models import Attempt, Demand, ProviderNotice, RefundOrder
from kaitak.service.payments.qr import qr_picture


@dataclass(frozen=True, slots=True)
class Offer:
    """A means of payment on offer: its code for ``begin_attempt``, its name, and how it goes on."""

    code: str
    label: str
    flow: Flow


@dataclass(frozen=True, slots=True)
class Standing:
    """How a demand stands, for a page that waits.

    ``state`` is open, waiting (an attempt goes on), unclear (being checked), paid, refunding, refunded or void;
    ``is_final`` says that waiting is over.
    """

    state: str
    demand: Demand
    attempt: Attempt | None

    @property
    def is_final(self) -> bool:
        """Tell whether nothing more will happen by itself."""
        return self.state in {"open", "paid", "refunded", "void"}


def offers() -> list[Offer]:
    """Return the means of payment on offer, in the order to show them."""
    found = providers.active().methods()
    return [Offer(method.value, str(method.label), flow) for method, flow in found.items()]


def demand_for(case: str, purpose: str, about: str = "") -> Demand | None:
    """Return the demand of this kind that is open or paid, or None."""
    wanted = Demand.objects.filter(case=case, purpose=purpose, about=about)
    return wanted.exclude(state=Demand.State.VOID).first()


def demands_of(case: str) -> QuerySet[Demand]:
    """Return every demand of a case, oldest first, with its attempts."""
    return Demand.objects.filter(case=case).order_by("demanded_at").prefetch_related("attempts__refund")


def attempt_of(case: str, attempt_id: UUID) -> Attempt | None:
    """Return an attempt, if it is one of the case."""
    return Attempt.objects.select_related("demand").filter(pk=attempt_id, demand__case=case).first()


def standing_of(demand: Demand) -> Standing:
    """Return how a demand stands, with the attempt that makes it so: the live one, the kept one, else the last."""
    attempts = list(Attempt.objects.filter(demand=demand).order_by("begun_at"))
    live = next((attempt for attempt in attempts if attempt.is_live), None)
    kept = next((attempt for attempt in attempts if attempt.is_kept), None)
    chosen = kept or live or (attempts[-1] if attempts else None)
    return Standing(_state(demand, chosen), demand, chosen)


def ending_of(attempt: Attempt) -> str:
    """Return how an attempt ended that took nothing: refused, timed_out, or stopped before its time; else nothing."""
    if attempt.state == Attempt.State.FAILED:
        return "refused"
    if attempt.state != Attempt.State.EXPIRED:
        return ""
    is_early = attempt.settled_at is not None and attempt.settled_at < attempt.expires_at
    return "stopped" if is_early else "timed_out"


def picture_of(attempt: Attempt) -> str:
    """Return the attempt's code to scan as a ``data:`` address for an ``<img>``, empty where it has none."""
    return qr_picture(attempt.qr_text) if attempt.qr_text else ""


def embedded_template_of(attempt: Attempt) -> str:
    """Return the template of the provider's own form, to include where the attempt's flow is embedded, else nothing."""
    is_embedded = attempt.flow == Flow.EMBEDDED
    return providers.named(attempt.provider).embedded_template if is_embedded else ""


def method_label(attempt: Attempt) -> str:
    """Return the name of the means of payment."""
    return str(Method(attempt.method).label)


def _state(demand: Demand, attempt: Attempt | None) -> str:
    if demand.state == Demand.State.PAID:
        return "paid"
    if attempt is not None and attempt.state in {Attempt.State.REFUNDING, Attempt.State.REFUNDED}:
        return attempt.state
    if demand.state == Demand.State.VOID:
        return "void"
    if attempt is None or not attempt.is_live:
        return "open"
    return "unclear" if attempt.state == Attempt.State.UNCLEAR else "waiting"


def attempts_by_state() -> dict[str, int]:
    """Return how many attempts are in each state."""
    return dict(Attempt.objects.values_list("state").annotate(count=Count("pk")))


def unconfirmed_refunds() -> tuple[int, datetime | None]:
    """Return how many refunds are not confirmed, and since when the oldest waits."""
    waiting = RefundOrder.objects.filter(confirmed_at=None)
    found = waiting.aggregate(count=Count("pk"), oldest=Min("ordered_at"))
    return found["count"], found["oldest"]


def untaken_notices() -> int:
    """Return how many notices of providers have not taken effect."""
    return ProviderNotice.objects.filter(taken_at=None).count()
