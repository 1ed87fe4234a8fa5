"""What can happen to a case: taken in, assigned, documents asked for, found, recommended, decided, lapsed."""

from kaitak.service.casework.services.deciding import decide
from kaitak.service.casework.services.files import assign, take_in, take_next
from kaitak.service.casework.services.finding import record_finding
from kaitak.service.casework.services.lapsing import lapse
from kaitak.service.casework.services.recommending import Proposal, recommend, send_back
from kaitak.service.casework.services.requests import Wanted, answer_request, ask_for_documents, settle_item

__all__ = [
    "Proposal",
    "Wanted",
    "answer_request",
    "ask_for_documents",
    "assign",
    "decide",
    "lapse",
    "recommend",
    "record_finding",
    "send_back",
    "settle_item",
    "take_in",
    "take_next",
]
