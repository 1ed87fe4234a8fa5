"""The content of an e-Visa's sheet: English and Chinese side by side, every value already written."""

from collections.abc import Callable
from datetime import date
from typing import Any

from kaitak.seal import read
from kaitak.service.notices.typesetting import wording
from kaitak.service.notices.typesetting.codes import seal_picture
from kaitak.service.notices.typesetting.sheets import EvisaSheet

_STRONG, _PLAIN = 600, 400


def content(sheet: EvisaSheet, language: str) -> dict[str, Any]:
    """Return what the template prints; the Chinese is Traditional unless ``language`` is Simplified."""
    chinese = "zh-hans" if language == "zh-hans" else "zh-hant"
    specimen = read(sheet.seal).specimen
    return {
        "specimen": specimen,
        "specimen_mark": " ".join(_both("specimen", chinese).values()),
        "specimen_notes": list(_both("specimen_note", chinese).values()),
        "sheet": {
            "title": " ".join(_both("evisa", chinese).values()),
            "kind": _both(f"evisa_{sheet.kind}", chinese),
            "number": sheet.number,
            "number_label": " ".join(_both("number", chinese).values()),
            "seal": seal_picture(sheet.seal),
            "seal_label": " ".join(_both("seal", chinese).values()),
            "seal_alt": wording.word("seal_alt", language),
            "fields": _fields(sheet, chinese),
            "conditions": [{"en": texts["en"], "zh": texts[chinese]} for texts in sheet.conditions],
            "conditions_label": " ".join(_both("conditions", chinese).values()),
            "notes": [*_both("show", chinese).values(), *_both("verify", chinese).values()],
            "address": sheet.verify_address,
        },
    }


def _fields(sheet: EvisaSheet, chinese: str) -> list[dict[str, Any]]:
    found = [
        _field("surname", chinese, sheet.surname, weight=_STRONG),
        _field("given_names", chinese, sheet.given_names, weight=_STRONG),
        _field("chinese_name", chinese, sheet.chinese_name, weight=_STRONG),
        _field("date_of_birth", chinese, _joined(wording.short_day, sheet.date_of_birth, chinese)),
        _field("sex", chinese, " ".join(_both(f"sex_{sheet.sex}", chinese).values())),
        _field("nationality", chinese, f"{sheet.nationality['en']} {sheet.nationality[chinese]}"),
        _field("travel_document", chinese, sheet.travel_document, weight=_STRONG),
        _field("scheme", chinese, sheet.scheme["en"], sheet.scheme[chinese]),
        _field("holder", chinese, " ".join(_both(f"holder_{sheet.holder}", chinese).values())),
        _field("application_reference", chinese, sheet.reference),
        _field("issued_on", chinese, *_days(sheet.issued_on, chinese)),
        *_stay(sheet, chinese),
    ]
    return [field for field in found if any(field["value"])]


def _stay(sheet: EvisaSheet, chinese: str) -> list[dict[str, Any]]:
    found = []
    if sheet.kind == "entry":
        found.append(_field("use_by", chinese, *_days(sheet.use_by, chinese), weight=_STRONG))
        found.append(_field("entries", chinese, _joined(wording.entries, sheet.entries, chinese)))
    if sheet.stay_months is not None:
        label = "stay_from_arrival" if sheet.kind == "entry" else "stay_granted"
        found.append(
            _field(label, chinese, _joined(wording.months, sheet.stay_months, chinese), weight=_STRONG)
        )
    until = sheet.stay_until or (sheet.use_by if sheet.kind != "entry" else None)
    if until is not None:
        found.append(_field("stay_until", chinese, *_days(until, chinese), weight=_STRONG))
    return found


def _field(key: str, chinese: str, *value: str, weight: int = _PLAIN) -> dict[str, Any]:
    return {"label": _both(key, chinese), "value": list(value), "weight": weight}


def _both(key: str, chinese: str) -> dict[str, str]:
    return {"en": wording.word(key, "en"), "zh": wording.word(key, chinese)}


def _days(value: date, chinese: str) -> tuple[str, str]:
    return wording.day(value, "en"), wording.day(value, chinese)


def _joined(write: Callable[[Any, str], str], value: object, chinese: str) -> str:
    return " · ".join((write(value, "en"), write(value, chinese)))
