"""What can happen in the audit: a change is recorded; committed records are sealed."""

from kaitak.service.audit.services.record import Acting, record

__all__ = ["Acting", "record"]
