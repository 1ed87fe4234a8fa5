"""Say how long the current transaction may wait, for a lock or for its own program."""

from django.db import connection


def limit_waiting(*, lock_ms: int, idle_ms: int | None = None) -> None:
    """Make the transaction fail where it waits longer than ``lock_ms`` for one lock.

    ``idle_ms`` ends it where its program falls silent, so that what it holds is free again after the program
    died without a farewell. On SQLite the connection's own time-out holds, and nothing is changed.
    """
    if connection.vendor != "postgresql":
        return
    settings = f"SET LOCAL lock_timeout = {int(lock_ms)}"
    if idle_ms is not None:
        settings += f"; SET LOCAL idle_in_transaction_session_timeout = {int(idle_ms)}"
    with connection.cursor() as cursor:
        cursor.execute(settings)
