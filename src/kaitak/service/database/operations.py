"""Migration operations that PostgreSQL and SQLite need in different words."""

from typing import Any

from django.db.backends.base.schema import BaseDatabaseSchemaEditor
from django.db.migrations.operations.base import Operation
from django.db.migrations.state import ProjectState

FUNCTION = """
CREATE OR REPLACE FUNCTION kaitak_refuse_change() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN RAISE EXCEPTION '%% is append-only: %% refused', TG_TABLE_NAME, TG_OP USING ERRCODE = 'restrict_violation'; END $$
"""


class AppendOnly(Operation):
    """Make a table refuse UPDATE and DELETE by triggers. Put it in the migration that creates the table.

    SQLite rebuilds a table when a column changes and its triggers go with it: a later migration that alters
    the table repeats this operation.
    """

    reduces_to_sql = True
    reversible = True

    def __init__(self, table: str) -> None:
        self.table = table

    def state_forwards(self, app_label: str, state: ProjectState) -> None:
        """Change nothing: triggers are no part of Django's model state."""

    def database_forwards(
        self, app_label: str, schema_editor: BaseDatabaseSchemaEditor, from_state: Any, to_state: Any
    ) -> None:
        """Create the triggers."""
        if schema_editor.connection.vendor == "postgresql":
            schema_editor.execute(FUNCTION, ())
        for statement in self._create(schema_editor.connection.vendor):
            schema_editor.execute(statement)

    def database_backwards(
        self, app_label: str, schema_editor: BaseDatabaseSchemaEditor, from_state: Any, to_state: Any
    ) -> None:
        """Drop the triggers."""
        suffix = f" ON {self.table}" if schema_editor.connection.vendor == "postgresql" else ""
        for verb in ("update", "delete"):
            schema_editor.execute(f"DROP TRIGGER IF EXISTS {self.table}_no_{verb}{suffix}")

    def describe(self) -> str:
        """Return what the migration prints."""
        return f"Make {self.table} append-only"

    def _create(self, vendor: str) -> list[str]:
        head = "CREATE TRIGGER {table}_no_{verb} BEFORE {verb} ON {table} "
        body = {
            "postgresql": "FOR EACH ROW EXECUTE FUNCTION kaitak_refuse_change()",
            "sqlite": "BEGIN SELECT RAISE(ABORT, '{table} is append-only: {verb} refused'); END",
        }[vendor]
        return [(head + body).format(table=self.table, verb=verb) for verb in ("update", "delete")]


class Refuse(AppendOnly):
    """Make a table refuse UPDATE and DELETE of the rows that fit a condition over ``OLD`` and, on UPDATE, ``NEW``.

    The condition is SQL that both databases understand. As with ``AppendOnly``, a later migration that alters
    the table repeats this operation.
    """

    def __init__(self, table: str, *, update: str, delete: str) -> None:
        super().__init__(table)
        self.update, self.delete = update, delete

    def describe(self) -> str:
        """Return what the migration prints."""
        return f"Make {self.table} refuse changes of rows that are settled"

    def _create(self, vendor: str) -> list[str]:
        statements = super()._create(vendor)
        started = {"postgresql": "EXECUTE FUNCTION", "sqlite": "BEGIN SELECT"}[vendor]
        conditions = (self.update, self.delete)
        return [
            one.replace("FOR EACH ROW ", "").replace(started, f"FOR EACH ROW WHEN ({condition}) {started}")
            for one, condition in zip(statements, conditions, strict=True)
        ]
