"""Check what a form gave for a page: what fits, what does not, and what is still missing."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from kaitak import rules
from kaitak.service.applications.errors import PageNotShown
from kaitak.service.applications.models import Part
from kaitak.service.applications.reading import Reading
from kaitak.service.applications.types import FieldError


@dataclass(slots=True)
class Checked:
    """The answers of one page: those that fit, as the profile keeps them; those that do not, as typed; and why."""

    accepted: dict[str, Any] = field(default_factory=dict)
    refused: dict[str, Any] = field(default_factory=dict)
    errors: dict[str, tuple[FieldError, ...]] = field(default_factory=dict)


def shown_page(reading: Reading, part: Part, page_id: str) -> rules.Page:
    """Return one page of a part; raises PageNotShown where its answers hide it."""
    for page in reading.pages(part):
        if page.id == page_id:
            return page
    raise PageNotShown


def typed(part: Part, page: rules.Page) -> dict[str, Any]:
    """Return what stands on a page: its answers, over them what was typed and could not be accepted."""
    names = [one.fact for one in page.facts]
    kept = {name: part.answers[name] for name in names if name in part.answers}
    return kept | {name: part.unaccepted[name] for name in names if name in part.unaccepted}


def check_page(reading: Reading, part: Part, page: rules.Page, raw: Mapping[str, Any]) -> Checked:
    """Check what a form gave for a page. A question that its other answers hide is left as it is."""
    checked, answers = Checked(), dict(part.answers)
    for one in page.facts:
        if one.fact in raw:
            _check(reading, reading.policy.fact(one.fact), raw[one.fact], answers, checked)
    shown = {one.fact: one for one in reading.facts(part, page, _known(answers))}
    for name in [name for name, value in checked.accepted.items() if value is None and name not in shown]:
        del checked.accepted[name]
    for name, one in shown.items():
        if one.required and name in raw and name not in checked.errors and answers.get(name) is None:
            checked.errors[name] = (FieldError("required", {}, ""),)
    return checked


def _check(reading: Reading, fact: rules.Fact, raw: Any, answers: dict[str, Any], checked: Checked) -> None:
    try:
        value = rules.check_value(fact, raw, answers=_known(answers), day=reading.day)
    except rules.FactError as error:
        checked.refused[fact.name] = storable(raw)
        checked.errors[fact.name] = (FieldError(error.code, _plain(error.params), error.field),)
    else:
        checked.accepted[fact.name] = answers[fact.name] = value


def storable(raw: Any) -> Any:
    """Return what was typed without the few characters that no database keeps."""
    if isinstance(raw, str):
        return raw.replace("\x00", "").encode(errors="replace").decode()
    if isinstance(raw, Mapping):
        return {str(storable(str(name))): storable(value) for name, value in raw.items()}
    if isinstance(raw, list | tuple):
        return [storable(one) for one in raw]
    return raw if isinstance(raw, bool | int | None) else str(raw)


def _known(answers: Mapping[str, Any]) -> dict[str, Any]:
    return {name: value for name, value in answers.items() if value is not None}


def _plain(params: Mapping[str, Any]) -> dict[str, str | int]:
    return {name: value if isinstance(value, int) else str(value) for name, value in params.items()}
