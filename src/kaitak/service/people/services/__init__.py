"""What can happen to people: a party joins, gets a link, comes in by it, proves an address by a code."""

from kaitak.service.people.services.codes import check_code, issue_code
from kaitak.service.people.services.guards import count_attempt, forgive_attempts
from kaitak.service.people.services.links import exchange_link, issue_link, revoke_links
from kaitak.service.people.services.parties import erase_case, open_party

__all__ = [
    "check_code",
    "count_attempt",
    "erase_case",
    "exchange_link",
    "forgive_attempts",
    "issue_code",
    "issue_link",
    "open_party",
    "revoke_links",
]
