"""Roll a transaction back on purpose, after everything was written."""

from django.db import transaction


class Aborted(Exception):
    """A transaction that a client rolled back."""


def roll_back(*, abort: bool) -> None:
    """Undo the transaction around this where the plan says so."""
    if abort:
        transaction.set_rollback(True)
        raise Aborted
