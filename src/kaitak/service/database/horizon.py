"""Read rows in the order in which their transactions began, none of them passed by a later one.

A sequence does not give that order on PostgreSQL: a transaction may take number 5, and commit after the one that
took number 6. So a row keeps the identifier of its transaction (:class:`Arrival`), and a reader takes only rows
whose transaction is older than every transaction still open (:func:`settled`): whatever becomes visible later is
later in the order too. A long write transaction anywhere in the server therefore holds the reader up. SQLite has
one writer at a time; there the row's own number is the order and every visible row is settled.
"""

from typing import Any

from django.db import connection
from django.db.backends.base.base import BaseDatabaseWrapper
from django.db.models import BigIntegerField, Func, Q
from django.db.models.sql.compiler import SQLCompiler


class _Transactions(Func):
    """A number of PostgreSQL's transaction identifiers; zero on SQLite."""

    output_field = BigIntegerField()
    postgresql = ""

    def as_postgresql(self, compiler: SQLCompiler, connection: BaseDatabaseWrapper) -> Any:
        """Return the SQL that PostgreSQL is asked."""
        return f"(({self.postgresql})::text::bigint)", []

    def as_sqlite(self, compiler: SQLCompiler, connection: BaseDatabaseWrapper, **_: Any) -> Any:
        """Return the SQL that SQLite is asked."""
        return "0", []


class Arrival(_Transactions):
    """The transaction that writes the row: a column's ``db_default``."""

    postgresql = "pg_current_xact_id()"


class _OldestOpen(_Transactions):
    postgresql = "pg_snapshot_xmin(pg_current_snapshot())"


class _Next(_Transactions):
    postgresql = "pg_snapshot_xmax(pg_current_snapshot())"


class _Own(_Transactions):
    postgresql = "pg_current_xact_id_if_assigned()"


def settled(field: str = "arrival") -> Q:
    """Return the condition that no earlier row can appear any more; order by ``field``, then the primary key.

    Rows of the reader's own transaction count as settled. So do rows with an identifier the server has not
    reached yet: they were restored from another server.
    """
    if connection.vendor == "sqlite":
        return Q()
    below, beyond = Q(**{f"{field}__lt": _OldestOpen()}), Q(**{f"{field}__gte": _Next()})
    return below | beyond | Q(**{field: _Own()})
