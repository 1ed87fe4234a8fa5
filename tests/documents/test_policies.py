from collections.abc import Callable

import pytest

from kaitak.service.documents.models import Upload
from kaitak.service.documents.policies import check_may_see, may_see
from kaitak.service.people.actors import ANONYMOUS, CLOCK, Actor, ActorKind, Role, provider
from kaitak.service.people.errors import PermissionRefused
from tests.documents.conftest import CASE

UPLOAD = Upload(case=CASE, part="part", slot="accounts")


def test_a_party_sees_the_files_of_its_own_part(applicant: Actor, company: Actor) -> None:
    assert may_see(applicant, UPLOAD, part_owners=["applicant-1"])
    assert not may_see(company, UPLOAD, part_owners=["applicant-1"])
    assert not may_see(applicant, UPLOAD, part_owners=["company-1"])


def test_a_party_sees_what_is_shared_with_it_in_its_own_case(applicant: Actor) -> None:
    stranger = Actor(ActorKind.PARTY, "applicant-1", frozenset({Role.APPLICANT}), case="another")

    assert may_see(applicant, UPLOAD, part_owners=["company-1"], shared=True)
    assert not may_see(stranger, UPLOAD, part_owners=["applicant-1"], shared=True)


def test_officers_see_every_file_and_others_none(officer_actor: Actor) -> None:
    administrator = Actor(ActorKind.ACCOUNT, "9", frozenset({Role.ADMINISTRATOR}))
    pretender = Actor(ActorKind.PARTY, "1", frozenset({Role.OFFICER}), case=CASE)

    assert may_see(officer_actor, UPLOAD, part_owners=[])
    for nobody in (administrator, pretender, ANONYMOUS, CLOCK, provider("bank")):
        assert not may_see(nobody, UPLOAD, part_owners=["applicant-1"], shared=True)


def test_who_may_not_see_is_refused(store: Callable[..., Upload], company: Actor) -> None:
    with pytest.raises(PermissionRefused, match="may not do this"):
        check_may_see(company, UPLOAD, part_owners=["applicant-1"])
