"""The content of letters, acknowledgements, demand notes and receipts: every value already written."""

from collections.abc import Iterable
from typing import Any

from kaitak.service.notices.typesetting import wording
from kaitak.service.notices.typesetting.codes import text_picture
from kaitak.service.notices.typesetting.sheets import Acknowledgement, Letter, Payment, Person

Pair = tuple[str, str]


def letter(sheet: Letter, language: str) -> dict[str, Any]:
    """Return what the template of a letter prints."""
    return {
        "sheet": {
            "heading": sheet.heading,
            "dated": wording.day(sheet.dated, language),
            "addressee": list(sheet.addressee),
            "reference": sheet.reference,
            "paragraphs": list(sheet.paragraphs),
            "rows": [(row.label, row.value) for row in sheet.rows],
            "items": list(sheet.items),
            "further": list(sheet.further),
            "closing": list(sheet.closing),
        }
    }


def acknowledgement(sheet: Acknowledgement, language: str) -> dict[str, Any]:
    """Return what the template of an acknowledgement prints."""
    pairs = [
        ("scheme", sheet.scheme),
        ("temporary_reference", sheet.temporary_reference),
        ("submitted_at", wording.moment(sheet.submitted_at, language)),
        ("ticket", sheet.ticket),
        ("employer", sheet.employer),
        ("fee", "" if sheet.fee_hkd is None else wording.hkd(sheet.fee_hkd)),
        ("paid_by", sheet.paid_by),
        ("transaction", sheet.transaction),
    ]
    return {
        "sheet": {
            "rows": _labelled(pairs, language),
            "people": [_person(person, language) for person in sheet.people],
            "paragraphs": list(sheet.paragraphs),
            "next_steps": list(sheet.next_steps),
            "closing": list(sheet.closing),
        }
    }


def payment(sheet: Payment, language: str) -> dict[str, Any]:
    """Return what the template of a demand note or a receipt prints."""
    pairs = [
        ("reference", sheet.reference),
        ("payer" if sheet.kind == "demand" else "received_from", sheet.payer),
        ("date", wording.day(sheet.dated, language)),
        ("pay_by", wording.day(sheet.pay_by, language) if sheet.pay_by else ""),
        ("paid_at", wording.moment(sheet.paid_at, language) if sheet.paid_at else ""),
        ("paid_by", sheet.paid_by),
        ("transaction", sheet.transaction),
    ]
    charges = [
        {"label": charge.label, "persons": str(charge.persons), "amount": wording.hkd(charge.amount_hkd)}
        for charge in sheet.charges
    ]
    return {
        "sheet": {
            "kind": sheet.kind,
            "rows": _labelled(pairs, language),
            "charges": charges,
            "total": wording.hkd(sum(charge.amount_hkd for charge in sheet.charges)),
            "paragraphs": list(sheet.paragraphs),
            "code": text_picture(sheet.code) if sheet.code else "",
        }
    }


def _labelled(pairs: Iterable[Pair], language: str) -> list[Pair]:
    return [(wording.word(key, language), value) for key, value in pairs if value]


def _person(person: Person, language: str) -> dict[str, str]:
    name = f"{person.name} {person.chinese_name}".strip()
    reference = person.reference or wording.word("no_reference_yet", language)
    return {"name": name, "part": person.part, "reference": reference}
