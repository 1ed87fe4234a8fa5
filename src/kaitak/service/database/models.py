"""Leases: who leads a job that only one process may do at a time."""

from django.db import models


class Lease(models.Model):
    """The right to do one job until a moment. A row and not a session lock: it works on SQLite and behind a pooler."""

    name = models.CharField(max_length=60, primary_key=True)
    holder = models.CharField(max_length=80)
    held_until = models.DateTimeField()

    def __str__(self) -> str:
        return f"{self.name} held by {self.holder} until {self.held_until:%H:%M:%S}"
