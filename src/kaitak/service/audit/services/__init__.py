"""What can happen in the audit: a change is recorded; committed records are sealed."""

from kaitak.service.audit.services.record import Acting, Change, record, record_all

__all__ = ["Acting", "Change", "record", "record_all"]
