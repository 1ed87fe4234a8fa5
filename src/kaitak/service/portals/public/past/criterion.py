"""The page of one criterion: what it says on a day, every version it had, and what stands behind it."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.http import Http404, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from kaitak.rules import Policy, UnknownName, criterion_history
from kaitak.rules.history import History, Past, Stage
from kaitak.rules.versions import span_of
from kaitak.service.applications.policy import current_policy
from kaitak.service.pages.formats import day_text
from kaitak.service.pages.languages import current_language
from kaitak.service.portals.admission import ActorRequest, admits, anyone
from kaitak.service.portals.public import clock
from kaitak.service.portals.public.days import asked_day
from kaitak.service.portals.public.past.words import STATES, chosen_words
from kaitak.service.portals.public.scheme_page.criteria import CriterionLine, Reader
from kaitak.service.portals.public.scheme_page.routes import statuses_of
from kaitak.service.portals.public.sources import began, source_of


@dataclass(frozen=True, slots=True)
class StageLine:
    """One version: when it began and ended, what it said, how it was judged, where it is published."""

    began: str
    until: str
    is_current: bool
    text: str
    state: str
    rule: str
    note: str
    source: Mapping[str, Any]


@dataclass(frozen=True, slots=True)
class PastLines:
    """Every version of one thing, the newest first; ``chosen`` says which day picks the version, if not the usual."""

    title: str
    chosen: str
    stages: tuple[StageLine, ...]


@dataclass(frozen=True, slots=True)
class CriterionPage:
    """Everything the page of a criterion prints."""

    scheme: str
    scheme_title: str
    line: CriterionLine | None
    text: str
    past: PastLines
    figures: tuple[PastLines, ...]
    countings: tuple[PastLines, ...]
    lists: tuple[str, ...]
    routes: tuple[tuple[str, str], ...]


@require_safe
@admits(anyone)
def criterion(request: ActorRequest, code: str, identifier: str) -> HttpResponse:
    """Show a criterion as it stands on a day, with its history."""
    policy, language = current_policy(), current_language().code
    asked = asked_day(request.GET, clock.today())
    try:
        page = criterion_page(policy, code, identifier, asked.day, language)
    except UnknownName as error:
        raise Http404 from error
    context = {"page": page, "asked": asked, "form": asked.form}
    return render(request, "public/criterion_page.html", context, status=asked.status)


def criterion_page(policy: Policy, code: str, identifier: str, day: date, language: str) -> CriterionPage:
    """Return the page of a criterion of a scheme; raises UnknownName where the scheme does not ask for it."""
    scheme = policy.scheme(code)
    history = criterion_history(policy, identifier, language)
    routes = [policy.routes[one] for one in history.routes if policy.routes[one].scheme == code]
    if not routes:
        raise UnknownName("criterion", identifier, [])
    statuses = statuses_of(policy, code, routes, day)
    reader = Reader(policy, day, language, next((one for one in statuses.values() if identifier in one), {}))
    behind = tuple(_past(policy, one, day, language) for one in history.behind)
    return CriterionPage(
        scheme=code,
        scheme_title=scheme.short_title.in_language(language),
        line=reader.criterion(identifier),
        text=policy.say(history.criterion.text, language, day),
        past=_past(policy, history.past, day, language),
        figures=tuple(_of_kind(history, behind, "figure")),
        countings=tuple(_of_kind(history, behind, "derivation")),
        lists=tuple(policy.lists[one].title.in_language(language) for one in history.lists),
        routes=tuple((one.id, one.title.in_language(language)) for one in routes),
    )


def _of_kind(history: History, behind: tuple[PastLines, ...], kind: str) -> Iterator[PastLines]:
    for past, lines in zip(history.behind, behind, strict=True):
        if past.thing.kind == kind:
            yield lines


def _past(policy: Policy, past: Past, day: date, language: str) -> PastLines:
    timelines: dict[str, Any] = {
        "criterion": policy.criteria,
        "figure": policy.figures,
        "derivation": policy.derivations,
    }
    current = timelines[past.thing.kind][past.thing.id].timeline.candidates(span_of(day))
    stages = [_stage(policy, one, language, is_current=one.version in current) for one in past.stages]
    return PastLines(past.title, chosen_words(policy, past.chosen_by, language), tuple(stages[::-1]))


def _stage(policy: Policy, stage: Stage, language: str, *, is_current: bool) -> StageLine:
    version = stage.version
    return StageLine(
        began=began(version, language),
        until=day_text(version.until, language) if version.until else "",
        is_current=is_current,
        text=stage.text,
        state=str(STATES.get(stage.state, "")),
        rule=stage.rule,
        note=version.note if language == "en" else "",
        source=source_of(policy, version, language),
    )
