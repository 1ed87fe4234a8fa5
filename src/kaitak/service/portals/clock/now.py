"""The one place where tasks read the clock."""

from django.db import close_old_connections
from django.utils import timezone

from kaitak.service.portals.clock.jobs import tick


def tick_now() -> list[str]:
    """Run what is due now; return the names of the jobs that failed."""
    close_old_connections()
    return tick(at=timezone.now())
