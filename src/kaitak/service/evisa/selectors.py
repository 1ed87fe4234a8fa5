"""What can be read of e-Visas."""

from kaitak.service.applications.models import Application
from kaitak.service.evisa.models import Evisa, IssuanceFee


def evisas_of(case: str) -> list[Evisa]:
    """Return the e-Visas of a group, the principal's first."""
    rows = Evisa.objects.filter(application__group_id=case).select_related("application__part", "fee")
    return list(rows.order_by("application__index"))


def fees_of(case: str) -> list[IssuanceFee]:
    """Return the issuance fees of a group that wait for payment, the first due on top."""
    waiting = IssuanceFee.objects.filter(group_id=case, evisas__state=Evisa.State.AWAITING_FEE, paid_at=None)
    return list(waiting.distinct().order_by("due_by"))


def evisa_of(application: Application) -> Evisa | None:
    """Return the e-Visa of an application, or None."""
    return Evisa.objects.filter(application=application).select_related("fee").first()
