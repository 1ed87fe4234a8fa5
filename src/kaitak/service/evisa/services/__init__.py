"""What can happen to an e-Visa: approved, issued when its fee is paid, collected, cancelled, lapsed."""

from kaitak.service.evisa.services.approving import Approving
from kaitak.service.evisa.services.cancelling import cancel, lapse
from kaitak.service.evisa.services.collecting import collect
from kaitak.service.evisa.services.issuing import IssuanceFees, issue

__all__ = ["Approving", "IssuanceFees", "cancel", "collect", "issue", "lapse"]
