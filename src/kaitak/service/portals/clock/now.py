"""The one place where tasks read the clock."""

from django.utils import timezone

from kaitak.service.portals.clock.jobs import tick


def tick_now() -> list[str]:
    """Run what is due now; return the names of the jobs that failed."""
    return tick(at=timezone.now())
