"""Which way in: the pages of the interview. What was answered travels in the page; here nothing is kept."""

from collections.abc import Mapping
from dataclasses import replace
from typing import Any

from django.http import HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.http import require_http_methods

from kaitak.rules import Fact, Policy
from kaitak.rules.profile import at
from kaitak.service.applications.policy import current_policy
from kaitak.service.pages.carried import Interview, read, written
from kaitak.service.pages.languages import current_language
from kaitak.service.pages.questions import answer_text, record_lines, writer
from kaitak.service.portals.admission import ActorRequest, admits, anyone
from kaitak.service.portals.public import clock
from kaitak.service.portals.public.interview.outlook import outlook
from kaitak.service.portals.public.interview.questions import (
    MeantForm,
    PurposeForm,
    kinds_of,
    question,
    record_question,
)
from kaitak.service.portals.public.interview.result import name_of, results
from kaitak.service.portals.public.interview.standing import Standing, standing
from kaitak.service.portals.public.interview.turn import Turn, taken
from kaitak.service.portals.public.places import intakes

Context = dict[str, Any]


@require_http_methods(["GET", "HEAD", "POST"])
@admits(anyone)
def find(request: ActorRequest) -> HttpResponse:
    """Ask one question, or show the result."""
    policy, language, day = current_policy(), current_language().code, clock.today()
    if request.method == "POST":
        turn = taken(policy, request.POST, day, language)
    else:
        turn = Turn(_linked(policy, request.GET))
    turn = _with_purpose(policy, turn)
    if not turn.interview.purpose:
        form = turn.form or PurposeForm(kinds_of(policy, turn.interview.scheme))
        return render(request, "public/find_purpose.html", {"form": form, **_carried(turn.interview)})
    if turn.outlook:
        shown = outlook(policy, turn.interview, turn.outlook, day, language)
        context = {"outlook": shown, "day": day, **_carried(turn.interview)}
        return render(request, "public/find_outlook.html", context)
    found = standing(policy, turn.interview, day, language)
    if turn.unchosen or (found.unsure and turn.fact is None and not turn.wants_result):
        return _ask_what_is_meant(request, policy, turn, found, language)
    fact = turn.fact or (None if turn.wants_result or not found.ahead else found.ahead[0])
    context = _common(policy, turn.interview, found, language)
    if fact is None:
        return render(request, "public/find_result.html", context | _result(policy, turn, found, language))
    return render(
        request, "public/find_question.html", context | _question(policy, turn, fact, found, language)
    )


def _ask_what_is_meant(
    request: ActorRequest, policy: Policy, turn: Turn, found: Standing, language: str
) -> HttpResponse:
    place, names = found.unsure[0] if found.unsure else ("", ())
    said = str(at(turn.interview.profile(policy), place) or "")
    form = MeantForm(said, names, request.POST if turn.unchosen else None)
    context = _common(policy, turn.interview, found, language)
    asked = {"form": form, "place": place, "title": form.fields["meant"].label}
    return render(request, "public/find_meant.html", context | asked | {"ahead": found.left})


def _linked(policy: Policy, query: Mapping[str, str]) -> Interview:
    """Return what a link carries: answers of an interview, or the scheme it is about."""
    if "a" in query:
        return read(query["a"], policy, clock.today())
    scheme = query.get("scheme", "")
    return Interview(scheme=scheme if scheme in policy.schemes else "")


def _with_purpose(policy: Policy, turn: Turn) -> Turn:
    """Choose the purpose where there is only one."""
    interview = turn.interview
    if interview.scheme and not kinds_of(policy, interview.scheme):
        interview = replace(interview, scheme="")
    kinds = kinds_of(policy, interview.scheme)
    if not interview.purpose and len(kinds) == 1:
        interview = replace(interview, purpose=kinds[0])
    return replace(turn, interview=interview)


def _carried(interview: Interview) -> Context:
    return {"interview": interview, "carried": written(interview)}


def _common(policy: Policy, interview: Interview, found: Standing, language: str) -> Context:
    """Return what the question and the result both show: the routes, and the answers so far."""
    day = clock.today()
    write = writer(policy, language, day)
    answers = [
        (name, write(fact.label), answer_text(fact, value, language=language, write=write))
        for name, value in interview.answers.items()
        if (fact := policy.facts[name])
    ]
    column = [{"title": name_of(policy, one, language), "verdict": one["verdict"]} for one in found.routes]
    left_open = [
        (name, write(policy.facts[name].label)) for name in interview.skipped if name in policy.facts
    ]
    return {
        **_carried(interview),
        "column": column,
        "answers": answers,
        "left_open": left_open,
        "day": day,
        "scheme": policy.schemes[interview.scheme].short_title.in_language(language)
        if interview.scheme
        else "",
    }


def _question(policy: Policy, turn: Turn, fact: Fact, found: Standing, language: str) -> Context:
    day, interview = clock.today(), turn.interview
    ahead = [one for one in found.ahead if one.name != fact.name]
    context: Context = {
        "fact": fact,
        "why": found.why(fact),
        "ahead": len(ahead) + len(found.unsure) + 1,
        "is_list": False,
    }
    if fact.kind != "records":
        form = turn.form or question(policy, fact, interview, day, language, None)
        return context | {"form": form, "title": form.fields[fact.name].label}
    records = interview.answers.get(fact.name) or []
    record = records[turn.index] if turn.index is not None else None
    write = writer(policy, language, day)
    return context | {
        "form": turn.form or record_question(policy, fact, day, language, record, None),
        "title": write(fact.question or fact.label),
        "help": write(fact.help) if fact.help else "",
        "is_list": True,
        "lines": record_lines(fact, records, language=language, write=write),
        "index": turn.index,
        "is_full": len(records) >= fact.limits.get("most", 100),
    }


def _result(policy: Policy, turn: Turn, found: Standing, language: str) -> Context:
    linked = turn.interview.without_sensitive(policy)
    withheld = [name for name in turn.interview.answers if name not in linked.answers]
    return {
        "results": results(policy, found, intakes(policy, clock.now(), language), language),
        "ahead": found.left,
        "link": f"{reverse('public:find')}?a={written(linked)}",
        "compare": f"{reverse('public:compare')}?a={written(linked)}",
        "withheld": [policy.facts[name].label.in_language(language) for name in withheld],
    }
