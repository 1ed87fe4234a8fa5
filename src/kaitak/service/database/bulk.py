"""Change many rows, each to values of its own, in one statement."""

from collections.abc import Sequence

from django.db import connection
from django.db.models import Field, Model


def update_rows(objects: Sequence[Model], fields: Sequence[str]) -> None:
    """Write ``fields`` of saved ``objects``, all of one model.

    What ``bulk_update`` does with a CASE for every field and row, here with one list of values to join: the work
    grows with the rows alone. PostgreSQL is told the type of each value; SQLite takes them as they are.
    """
    if not objects:
        return
    meta = objects[0]._meta  # noqa: SLF001  Django documents it for use
    columns: list[Field] = [meta.pk, *(meta.get_field(name) for name in fields)]  # type: ignore[type-arg,list-item]
    row = f"({', '.join(['%s'] * len(columns))})"
    statement = (
        f"UPDATE {meta.db_table} SET {', '.join(_assigned(columns))} "  # noqa: S608  names come from models
        f"FROM (VALUES {', '.join([row] * len(objects))}) AS given "
        f"WHERE {meta.db_table}.{meta.pk.column} = given.column1"
    )
    values = [
        column.get_db_prep_save(getattr(one, column.attname), connection)
        for one in objects
        for column in columns
    ]
    with connection.cursor() as cursor:
        cursor.execute(statement, values)


def _assigned(columns: Sequence[Field]) -> list[str]:  # type: ignore[type-arg]
    kind = "CAST(given.column{} AS {})" if connection.vendor == "postgresql" else "given.column{}"
    return [
        f"{column.column} = {kind.format(place, column.cast_db_type(connection))}"
        for place, column in enumerate(columns[1:], 2)
    ]
