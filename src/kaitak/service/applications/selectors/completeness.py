"""What is still open, and whose move it is."""

from datetime import datetime

from kaitak.service.applications.models import Group, Part
from kaitak.service.applications.reading import Reading
from kaitak.service.applications.signed import is_signed, terms_open
from kaitak.service.applications.types import OpenItem, Whose

WAITING = {"signature", "terms"}


def check_complete(group: Group, at: datetime) -> list[OpenItem]:
    """Return everything that keeps the group from being sent, in the order of its parts; empty when it is whole."""
    return open_items(Reading(group, at))


def open_items(reading: Reading) -> list[OpenItem]:
    """Return everything that is open in a group."""
    items: list[OpenItem] = []
    if reading.group.email_confirmed_at is None:
        items.append(OpenItem("address", "applicant"))
    for part in reading.parts:
        items += open_items_of(reading, part)
    return items


def open_items_of(reading: Reading, part: Part) -> list[OpenItem]:
    """Return what is open in one part: answers, documents, the company's terms, the signature."""
    whose: Whose = part.kind  # type: ignore[assignment]
    items = [*_pages(reading, part, whose), *_documents(reading, part, whose)]
    if part.kind == Part.Kind.COMPANY and part.invited_at is None and items:
        items.insert(0, OpenItem("invitation", "applicant", str(part.pk)))
    if part.kind == Part.Kind.APPLICANT and terms_open(reading):
        items.append(OpenItem("terms", "company", str(part.pk)))
    if not is_signed(reading, part):
        items.append(OpenItem("signature", whose, str(part.pk)))
    return items


def is_group_signed(reading: Reading) -> bool:
    """Tell whether every part stands signed."""
    return all(is_signed(reading, part) for part in reading.parts)


def is_filled(items: list[OpenItem]) -> bool:
    """Tell whether a part with these open items lacks nothing that its own people fill in."""
    return all(item.kind in WAITING for item in items)


def _pages(reading: Reading, part: Part, whose: Whose) -> list[OpenItem]:
    missing: dict[str, list[str]] = {}
    for page, fact in reading.missing(part):
        missing.setdefault(page, []).append(fact)
    for shown in reading.pages(part) if part.unaccepted else ():
        doubtful = [one.fact for one in shown.facts if one.fact in part.unaccepted]
        if doubtful:
            missing[shown.id] = list(dict.fromkeys([*missing.get(shown.id, []), *doubtful]))
    return [OpenItem("page", whose, str(part.pk), page, tuple(facts)) for page, facts in missing.items()]


def _documents(reading: Reading, part: Part, whose: Whose) -> list[OpenItem]:
    given = reading.files(part)
    return [
        OpenItem("document", whose, str(part.pk), slot.id)
        for slot in reading.slots(part)
        if slot.required and slot.id not in given
    ]
