"""What a criterion comes to for one person: its status, what was found and needed, and what is missing."""

from dataclasses import dataclass, field
from typing import Any, NamedTuple

from kaitak.rules.dates import OPEN_END
from kaitak.rules.edition import APPLIED
from kaitak.rules.matter import Matter
from kaitak.rules.model import UNSOURCED, Criterion, Figure, Test
from kaitak.rules.policy import Policy
from kaitak.rules.texts import Text, word, write
from kaitak.rules.trace import NOTHING, UNPUBLISHED, UNPUBLISHED_ONLY, Known
from kaitak.rules.values import Pair
from kaitak.rules.versions import Version

TRUTH = {"met": True, "judgement": True, "not_required": True, "not_met": False}

Document = tuple[dict[str, Any], tuple[str, ...]]


@dataclass(frozen=True, slots=True)
class Finding:
    """The answer to one criterion; ``missing`` are the places it waits for, ``by`` those that decided it."""

    criterion: Criterion
    status: str
    version: Version | None
    missing: frozenset[str] = NOTHING
    by: frozenset[str] = NOTHING
    documents: dict[str, Document] = field(default_factory=dict, compare=False, repr=False)

    @property
    def truth(self) -> bool | None:
        """Return what the status is in the route's logic; judgement never blocks."""
        return TRUTH.get(self.status)


class Answer(NamedTuple):
    """What one version of a criterion says."""

    status: str
    why: frozenset[str] = NOTHING
    by: frozenset[str] = NOTHING


NOT_PUBLISHED = Answer("unsourced", UNPUBLISHED_ONLY)


def find(matter: Matter, criterion: Criterion) -> Finding:
    """Answer a criterion by every version that could hold."""
    versions, doubt = matter.candidates(criterion.timeline)
    answer = _joined([_by_version(matter, version) for version in versions], doubt)
    newest = next((one for one in reversed(versions) if one is not None), None)
    return Finding(criterion, answer.status, newest, answer.why - UNPUBLISHED_ONLY, answer.by)


def _by_version(matter: Matter, version: Version | None) -> Answer:
    if version is None:
        return NOT_PUBLISHED
    content: Test = version.content
    if content.not_required:
        return Answer("not_required")
    if content.unsourced or content.test is None:
        return Answer("judgement") if content.judgement else NOT_PUBLISHED
    return _tested(content, matter.outcomes(content.test))


def _tested(content: Test, known: Known) -> Answer:
    if content.judgement and known.value is not False:
        return Answer("judgement", known.why)
    if known.value is not None:
        return Answer("met" if known.value else "not_met", by=known.by)
    return Answer(status_of(known.why), known.why)


def status_of(why: frozenset[str]) -> str:
    """Return the status of an open answer: a fact is missing, or nothing is published."""
    return "unsourced" if why == UNPUBLISHED_ONLY else "unknown"


def _joined(answers: list[Answer], doubt: frozenset[str]) -> Answer:
    statuses = {answer.status for answer in answers}
    why = NOTHING.union(*(answer.why for answer in answers))
    by = NOTHING.union(*(answer.by for answer in answers))
    if len(statuses) == 1:
        return Answer(answers[0].status, why, by)
    if {TRUTH.get(status) for status in statuses} == {True}:
        return Answer("judgement" if "judgement" in statuses else "met", by=by)
    asked = (why | doubt) - {UNPUBLISHED}
    return Answer("unknown", asked) if asked else NOT_PUBLISHED


def shown(matter: Matter, finding: Finding, lang: str) -> dict[str, Any]:
    """Return a finding as the assessment shows it, in a document of its own."""
    document, parts = finding.documents.get(lang) or _document(matter, finding, lang)
    answer = document.copy()
    for name in parts:
        answer[name] = answer[name].copy()
    if finding.criterion.found:
        answer.update(_found(matter, finding.criterion, lang))
    return answer


def _document(matter: Matter, finding: Finding, lang: str) -> Document:
    """Return what a finding says of everybody who shares it; kept with it where no key or other date enters."""
    kept, key = matter.edition.statements, (finding.criterion.id, lang)
    for_all = _is_for_all(matter.policy, finding)
    if not for_all or key not in kept:
        statement = _statement(matter, finding, lang)
        if for_all:
            kept[key] = statement
    document = {
        **(kept[key] if for_all else statement),
        "status": finding.status,
        "missing": sorted(finding.missing),
        "decided_by": sorted(finding.by),
    }
    answer = document, tuple(name for name, part in document.items() if isinstance(part, list | dict))
    if for_all:
        finding.documents[lang] = answer
    return answer


def _text(finding: Finding) -> Text:
    content: Test | None = finding.version.content if finding.version else None
    return (content.text if content else None) or finding.criterion.text


def _is_for_all(policy: Policy, finding: Finding) -> bool:
    criterion = finding.criterion
    named = {*_text(finding).placeholders(), *([criterion.needed] if criterion.needed else ())}
    return criterion.timeline.chosen_by == APPLIED and all(policy.figures[one].for_all for one in named)


def _statement(matter: Matter, finding: Finding, lang: str) -> dict[str, Any]:
    criterion, version = finding.criterion, finding.version
    answer: dict[str, Any] = {
        "id": criterion.id,
        "status": "",
        "text": _text(finding).fill(lang, lambda figure: figure_text(matter, figure, lang)),
        "facts": list(matter.places(version.content.test if version else None)),
        "missing": [],
        "decided_by": [],
        **_nothing_found(matter.policy, criterion),
        **_needed(matter, criterion, lang),
    }
    if criterion.gate:
        answer["gate"] = criterion.gate
    if version is not None:
        answer["source"] = matter.policy.citation(version, lang)
    return answer


def _nothing_found(policy: Policy, criterion: Criterion) -> dict[str, Any]:
    if not criterion.found:
        return {}
    unit = policy.fact(criterion.found).unit
    return {"found": None, "found_value": None, **({"unit": unit} if unit else {})}


def _found(matter: Matter, criterion: Criterion, lang: str) -> dict[str, Any]:
    value = matter.fact(criterion.found).value if criterion.found else None
    if value is None:
        return {}
    fact = matter.policy.fact(criterion.found)
    return {"found": write(value, lang, unit=fact.unit, names=fact.values), "found_value": plain(value)}


def _needed(matter: Matter, criterion: Criterion, lang: str) -> dict[str, Any]:
    if not criterion.needed:
        return {}
    figure = matter.policy.figures[criterion.needed]
    values, _ = matter.values_of(figure)
    value = plain(values[0]) if len(values) == 1 and values[0] is not UNSOURCED else None
    answer = {"needed": figure_text(matter, criterion.needed, lang), "needed_value": value}
    answer |= _needed_source(matter, figure)
    return {**answer, "unit": figure.unit} if figure.unit else answer


def _needed_source(matter: Matter, figure: Figure) -> dict[str, Any]:
    """Return the figure's own source where one version of it holds: an operator's figure is shown as such."""
    versions, _ = matter.candidates(figure.timeline)
    version = versions[0] if len(versions) == 1 else None
    if version is None:
        return {}
    key = matter.fact(figure.by).value if figure.by else None
    supplier = version.supplied.get(str(key), version.source)
    return {"needed_source": matter.policy.cite(supplier, version.at, version.confidence)}


def figure_text(matter: Matter, identifier: str, lang: str) -> str:
    """Return a figure written out, as the matter's dates and key choose it."""
    figure = matter.policy.figures[identifier]
    values, _ = matter.values_of(figure)
    names = matter.policy.names_of
    known = [
        write(value, lang, unit=figure.unit, names=names(value)) for value in values if value is not UNSOURCED
    ]
    if len(known) < len(values):
        known.append(word("unpublished", lang))
    return " / ".join(dict.fromkeys(known))


def plain(value: Any) -> Any:
    """Return a value as JSON has it."""
    if isinstance(value, Pair):
        return [plain(value.least), plain(value.most)]
    if isinstance(value, frozenset):
        return sorted(value)
    if isinstance(value, tuple):
        return " ".join(map(str, value))
    if hasattr(value, "isoformat"):
        return None if value == OPEN_END else value.isoformat()
    return value
