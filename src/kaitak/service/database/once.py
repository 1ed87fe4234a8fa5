"""Insert a row unless it is there already."""

from django.db import connection
from django.db.models import Model
from django.db.models.expressions import DatabaseDefault


def insert_once(one: Model) -> bool:
    """Insert ``one`` and give it its primary key, or return False where a unique constraint has its like.

    One statement and no savepoint: a request that is repeated, or meets another at the same moment, raises
    nothing and leaves the transaction as it was.
    """
    meta = one._meta  # noqa: SLF001  Django documents it for use
    fields = [
        field
        for field in meta.concrete_fields
        if not field.primary_key and not isinstance(getattr(one, field.attname), DatabaseDefault)
    ]
    names = ", ".join(connection.ops.quote_name(str(field.column)) for field in fields)
    marks = ", ".join(["%s"] * len(fields))
    statement = (
        f"INSERT INTO {meta.db_table} ({names}) VALUES ({marks}) "  # noqa: S608  names come from models
        f"ON CONFLICT DO NOTHING RETURNING {meta.pk.column}"
    )
    values = [field.get_db_prep_save(getattr(one, field.attname), connection) for field in fields]
    with connection.cursor() as cursor:
        cursor.execute(statement, values)
        row = cursor.fetchone()
    if row is not None:
        one.pk = row[0]
    return row is not None
