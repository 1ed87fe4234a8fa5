"""Take and give back a lease."""

import os
import socket
from datetime import UTC, datetime, timedelta

from django.db import IntegrityError, transaction
from django.db.models import Q

from kaitak.service.database.models import Lease

FREE = datetime(2000, 1, 1, tzinfo=UTC)


def this_process() -> str:
    """Return a name for this process that no other running process has."""
    return f"{socket.gethostname()}:{os.getpid()}"


def take(name: str, *, at: datetime, seconds: int, holder: str | None = None) -> bool:
    """Take or renew the lease ``name`` for ``seconds``; tell whether this process now holds it."""
    me, until = holder or this_process(), at + timedelta(seconds=seconds)
    free = Q(holder=me) | Q(held_until__lte=at)
    if Lease.objects.filter(free, name=name).update(holder=me, held_until=until):
        return True
    if Lease.objects.filter(name=name).exists():
        return False
    try:
        with transaction.atomic():
            Lease.objects.create(name=name, holder=me, held_until=until)
    except IntegrityError:
        return False
    return True


def give_back(name: str, *, holder: str | None = None) -> None:
    """End the lease now, if this process holds it. Its row stays, so that taking it again is one statement."""
    Lease.objects.filter(name=name, holder=holder or this_process()).update(held_until=FREE)
