"""Read groups and parts: what may be seen, what is open, what the engine says."""

from kaitak.service.applications.acknowledgement import acknowledgement_of
from kaitak.service.applications.asking import typed
from kaitak.service.applications.fees import fee_of
from kaitak.service.applications.selectors.completeness import check_complete
from kaitak.service.applications.selectors.declarations import Declared, declaration_of
from kaitak.service.applications.selectors.groups import (
    get_group_for,
    get_part_for,
    may_see_file,
    my_part,
    places_to_settle,
    view_for,
)
from kaitak.service.applications.selectors.invitations import Invitation, invitation_of
from kaitak.service.applications.selectors.people import full_name, signing_capacity
from kaitak.service.applications.selectors.profiles import (
    answers_of,
    assessment_of,
    facts_of,
    pages_of,
    place_of,
    profile_for,
    slots_of,
)
from kaitak.service.applications.selectors.signers import is_signers_name, signed_content_of

__all__ = [
    "Declared",
    "Invitation",
    "acknowledgement_of",
    "answers_of",
    "assessment_of",
    "check_complete",
    "declaration_of",
    "facts_of",
    "fee_of",
    "full_name",
    "get_group_for",
    "get_part_for",
    "invitation_of",
    "is_signers_name",
    "may_see_file",
    "my_part",
    "pages_of",
    "place_of",
    "places_to_settle",
    "profile_for",
    "signed_content_of",
    "signing_capacity",
    "slots_of",
    "typed",
    "view_for",
]
