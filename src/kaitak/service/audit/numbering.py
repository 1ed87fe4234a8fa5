"""Number the records of many cases at once, without a gap."""

from collections.abc import Mapping

from django.db import connection

UPSERT = """
INSERT INTO audit_trail ("case", last_number) VALUES {rows}
ON CONFLICT ("case") DO UPDATE SET last_number = audit_trail.last_number + excluded.last_number
RETURNING "case", last_number
"""


def take_numbers(wanted: Mapping[str, int]) -> dict[str, int]:
    """Reserve ``wanted`` numbers for each case; return the first of each.

    One statement, the same on both databases. A case's counter stays locked until the transaction ends; the
    cases are taken in one order everywhere, so two transactions never wait for each other.
    """
    if not wanted:
        return {}
    rows = sorted(wanted.items())
    statement = UPSERT.format(rows=", ".join(["(%s, %s)"] * len(rows)))
    with connection.cursor() as cursor:
        cursor.execute(statement, [value for row in rows for value in row])
        return {case: last - wanted[case] + 1 for case, last in cursor.fetchall()}
