"""Keep a sheet as JSON, and make it again: the reason why a letter can be printed later, the same."""

import base64
import dataclasses
from collections.abc import Mapping
from datetime import date, datetime
from types import NoneType, UnionType
from typing import Any, Literal, get_args, get_origin, get_type_hints

from kaitak.service.notices.typesetting.errors import UnknownSheet
from kaitak.service.notices.typesetting.sheets import Acknowledgement, EvisaSheet, Letter, Payment, Sheet

_SHEETS: dict[str, type[Sheet]] = {
    "letter": Letter,
    "acknowledgement": Acknowledgement,
    "payment": Payment,
    "evisa": EvisaSheet,
}


def to_data(sheet: Sheet) -> dict[str, Any]:
    """Return a sheet as JSON values, with its kind under ``sheet``."""
    kind = next(name for name, made in _SHEETS.items() if type(sheet) is made)
    return {"sheet": kind, **_plain(sheet)}


def sheet_from(data: Mapping[str, Any], *, dated: date | None = None) -> Sheet:
    """Return the sheet of ``data``, a letter unless they say otherwise; ``dated`` fills in a missing day."""
    fields = dict(data)
    kind = fields.pop("sheet", "letter")
    made = _SHEETS.get(kind)
    if made is None:
        raise UnknownSheet(f"There is no sheet {kind!r}; there are {', '.join(_SHEETS)}.", sheet=str(kind))
    if dated is not None and made is not EvisaSheet:
        fields.setdefault("dated", dated.isoformat())
    try:
        made_again: Sheet = _made(made, fields)
    except (TypeError, ValueError, AttributeError) as error:
        raise UnknownSheet(f"The data do not make a sheet {kind!r}: {error}", sheet=kind) from error
    return made_again


def _plain(value: Any) -> Any:
    if dataclasses.is_dataclass(value) and not isinstance(value, type):
        return {field.name: _plain(getattr(value, field.name)) for field in dataclasses.fields(value)}
    if isinstance(value, date):
        return value.isoformat()
    if isinstance(value, bytes):
        return base64.b64encode(value).decode("ascii")
    if isinstance(value, Mapping):
        return dict(value)
    if isinstance(value, tuple):
        return [_plain(item) for item in value]
    return value


def _made(kind: Any, value: Any) -> Any:
    if dataclasses.is_dataclass(kind) and isinstance(kind, type):
        hints = get_type_hints(kind)
        return kind(**{name: _made(hints[name], item) for name, item in value.items() if _known(name, hints)})
    if kind in (date, datetime):
        return kind.fromisoformat(value)
    if kind is bytes:
        return base64.b64decode(value, validate=True)
    return _made_of_parts(kind, value)


def _made_of_parts(kind: Any, value: Any) -> Any:
    if get_origin(kind) is tuple:
        return tuple(_made(get_args(kind)[0], item) for item in value)
    if get_origin(kind) is UnionType:
        (inner,) = (part for part in get_args(kind) if part is not NoneType)
        return None if value is None else _made(inner, value)
    if get_origin(kind) is Literal and value not in get_args(kind):
        raise ValueError(f"{value!r} is not one of {get_args(kind)}")
    return value


def _known(name: str, hints: Mapping[str, Any]) -> bool:
    if name not in hints:
        raise ValueError(f"{name!r} is not one of its fields")
    return True
