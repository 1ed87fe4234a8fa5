"""Make another key that seals e-Visas: ``kaitak manage evisa_signer``."""

from typing import Any

from django.core.management.base import BaseCommand
from django.utils.timezone import localdate

from kaitak.service.evisa.keys import add_signer


class Command(BaseCommand):
    """Makes a signer and prints its reference. Restart the service afterwards, so that every process knows it."""

    help = "Make another key that seals e-Visas. Older keys stay believed for what they sealed."

    def handle(self, *args: Any, **options: Any) -> None:
        """Make and keep the signer."""
        signer = add_signer(localdate())
        self.stdout.write(f"signer {signer.issuer.signer} {signer.reference} signs from today")
