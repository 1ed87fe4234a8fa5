"""Every procedure of the policy can be filled in, signed and found complete by the same services."""

import hashlib
from datetime import datetime
from typing import Any

import pytest

from kaitak import rules
from kaitak.service.applications.models import Group, Part
from kaitak.service.applications.policy import current_policy
from kaitak.service.applications.selectors import (
    assessment_of,
    check_complete,
    declaration_of,
    facts_of,
    pages_of,
    signing_capacity,
    slots_of,
)
from kaitak.service.applications.services import (
    add_dependant,
    confirm_address,
    invite_company,
    open_draft,
    save_page,
    set_contact,
    sign_part,
)
from kaitak.service.applications.types import Mark, Shown
from kaitak.service.documents.models import Upload
from kaitak.service.notices.models import Notice
from kaitak.service.people.actors import Actor
from tests.applications.conftest import MADE_UP

OFFERED = [name for name, one in rules.load_policy(MADE_UP).procedures.items() if one.pages]

pytestmark = pytest.mark.django_db
BY_KIND: dict[str, Any] = {
    "bool": True,
    "int": 24,
    "hkd": 25_000,
    "day": "2015-05-05",
    "partial_day": "2012-09",
    "month": "2012-09",
    "year": "2012",
    "tax_year": "2024/25",
    "country": "GBR",
    "countries": ["GBR"],
    "currency": "HKD",
    "text": "Something",
    "long_text": "Something longer",
    "texts": ["Something"],
    "name": "Ho",
    "chinese_name": "何",
    "email": "somebody@example.org",
    "phone": "+852 2123 4567",
    "travel_document_number": "K01234567",
    "identity_card": "A123456(3)",
    "money": "1000",
    "rates": {},
}


def answer(fact: rules.Fact) -> Any:
    if fact.kind == "records":
        return [{name: answer(field) for name, field in fact.fields.items() if name != "until"}]
    if fact.kind in ("choice", "choices"):
        first = next(iter(fact.values))
        return first if fact.kind == "choice" else [first]
    return BY_KIND[fact.kind]


def fill(part: Part, by: Actor, at: datetime) -> None:
    policy = current_policy()
    done: set[str] = set()
    while page := next((one for one in pages_of(part, at) if one.id not in done), None):
        kept = dict(part.answers)
        raw = {
            one.fact: kept.get(one.fact, answer(policy.fact(one.fact))) for one in facts_of(part, page, at)
        }
        saved = save_page(part.pk, page.id, raw, version=part.version, by=by, at=at)
        part = Part.objects.select_related("group").get(pk=part.pk)
        assert saved.is_clean, (page.id, saved.errors)
        if all(one.fact in raw for one in facts_of(part, page, at)):
            done.add(page.id)


def give_files(part: Part, at: datetime) -> None:
    for slot in slots_of(part, at):
        digest = hashlib.sha256(f"{part.pk}{slot.id}".encode()).hexdigest()
        Upload.objects.create(
            case=part.group.case, part=str(part.pk), slot=slot.id, order=1, filename="a.png",
            media_type="image/png", size=1, sha256=digest, pages=1, pictures=1, folder=digest[:40],
            created_at=at, created_by="x",
        )  # fmt: skip


def sign(part: Part, by: Actor, at: datetime) -> None:
    declared = declaration_of(part, at, "en")
    assert declared is not None
    sign_part(
        part.pk,
        mark=Mark("typed", "Ho"),
        shown=Shown(declared.id, declared.version, "en"),
        signer_name="Ho",
        relationship="Parent" if signing_capacity(part, at) == "guardian" else "",
        by=by,
        at=at,
    )


def parts(group: Group) -> list[Part]:
    """The parts as they are, the applicant's last: its signature covers what the company says."""
    found = list(Part.objects.select_related("group").filter(group=group))
    return sorted(found, key=lambda part: part.kind == Part.Kind.APPLICANT)


@pytest.mark.parametrize("name", sorted(OFFERED))
def test_every_procedure_can_be_completed(name: str, noon: datetime) -> None:
    procedure = current_policy().procedures[name]
    group, party = open_draft(scheme=procedure.scheme, kind=procedure.name, language="zh-hant", at=noon)
    actors = {Part.Kind.APPLICANT: party.actor, Part.Kind.DEPENDANT: party.actor}
    for kind in [kind for one in procedure.parties for kind in one.places]:
        add_dependant(group.pk, kind=kind, by=party.actor, at=noon)
    if any(one.by_link for one in procedure.parties):
        boss = invite_company(group.pk, email="b@example.com", language="en", by=party.actor, at=noon)
        actors[Part.Kind.COMPANY] = boss.actor

    for part in parts(group):
        fill(part, actors[part.kind], noon)
    for part in parts(group):
        give_files(part, noon)
    set_contact(group.pk, email="somebody@example.org", language="en", by=party.actor, at=noon)
    code = Notice.objects.filter(case=group.case, kind="address_code").latest("pk").context["code"]
    confirm_address(group.pk, code, by=party.actor, at=noon)
    for part in parts(group):
        sign(part, actors[part.kind], noon)

    group = Group.objects.get(pk=group.pk)
    assert check_complete(group, noon) == []
    assert {one["route"] for one in assessment_of(group, noon, "zh-hans")["routes"]} >= set(procedure.routes)
