"""What keeps a process from serving pages."""

from django.db import DatabaseError, connection
from django.db.migrations.executor import MigrationExecutor

from kaitak.service.rulebook import in_force


def what_is_wrong() -> list[str]:
    """Return what is wrong, in words for whoever runs the service; an empty list where all is well."""
    try:
        executor = MigrationExecutor(connection)
        waiting = executor.migration_plan(executor.loader.graph.leaf_nodes())
    except DatabaseError:
        return ["The database does not answer."]
    return [f"{len(waiting)} migrations have not been applied."] if waiting else []


def what_to_look_at() -> list[str]:
    """Return what does not keep this process from serving pages, and wants looking at all the same."""
    return in_force.troubles()
