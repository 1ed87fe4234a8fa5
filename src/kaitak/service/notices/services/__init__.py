"""What can happen here: somebody is told; what is due is delivered; a case's notices are erased."""

from kaitak.service.notices.services.deliver import deliver_due
from kaitak.service.notices.services.tell import Recipient, erase_case, tell

__all__ = ["Recipient", "deliver_due", "erase_case", "tell"]
