"""Commands about a person: assess, fees, documents, derive."""

import csv
import io
from typing import Annotated, Any

import typer

from kaitak.cli.inputs import answer_each, given, print_json
from kaitak.cli.options import (
    AsJson,
    Files,
    Language,
    On,
    Overlays,
    PolicyFolder,
    check_language,
    chosen_day,
    chosen_policy,
    today,
)
from kaitak.cli.words import say

Schemes = Annotated[list[str] | None, typer.Option("--scheme", metavar="CODE", help="Only these schemes.")]
MARKS = {"met": "✓", "not_met": "✗", "unknown": "?", "unsourced": "–", "judgement": "○"}


def assess(
    files: Files,
    on: On = None,
    scheme: Schemes = None,
    lang: Language = "en",
    as_json: AsJson = False,
    policy: PolicyFolder = None,
    overlay: Overlays = None,
) -> None:
    """Say which routes are open to a person, what is met, what is missing."""
    from kaitak.rules import assess as ask

    rules, day, code = chosen_policy(policy, overlay), chosen_day(on), check_language(lang)

    def answer(profile: Any) -> Any:
        said = isinstance(profile, dict) and (profile.get("applied_on") or profile.get("submitted_at"))
        return ask(
            rules, profile, day=day or (None if said else today()), schemes=codes_of(scheme), lang=code
        )

    answer_each(files, answer, lambda found: _assessment(found, code), as_json=as_json)


def codes_of(schemes: list[str] | None) -> list[str] | None:
    """Return codes given one by one, or with commas."""
    return [code for one in schemes for code in one.split(",")] if schemes else None


def _assessment(answer: dict[str, Any], lang: str) -> str:
    lines = [say("on", lang, day=answer["applied_on"])]
    for route in answer["routes"]:
        lines += _route(route, lang)
    for person in answer["dependants"]:
        for route in person["routes"]:
            lines += _route(route, lang, f"{person['person']}: ")
    return "\n".join([*lines, "", say("discretion", lang), answer["policy_digest"]])


def _route(route: dict[str, Any], lang: str, who: str = "") -> list[str]:
    lines = ["", f"{who}{route['route']} ({route['title']}): {say(route['verdict'], lang)}"]
    if route.get("initial_stay_months") and route["verdict"] == "meets":
        lines.append("  " + say("stay", lang, months=route["initial_stay_months"]))
    if "points" in route:
        lines.append("  " + _points(route["points"], lang))
    for one in route["criteria"]:
        found = f" — {say('found', lang, found=one['found'])}" if one.get("found") else ""
        lines.append(f"  {MARKS[one['status']]} {one['text']}{found}")
    if route["missing"]:
        lines.append("  " + say("missing", lang, missing=", ".join(route["missing"])))
    for place, names in route.get("unsure", {}).items():
        lines.append("  " + say("unsure", lang, place=place, names=", ".join(names)))
    return lines


def _points(points: dict[str, Any], lang: str) -> str:
    """Return the points reached, as a range where they depend on what is not told yet."""
    least, most = points["least"], points["most"]
    reached = str(least) if least == most else f"{least}–{most}"
    return say("points", lang, reached=reached, maximum=points["maximum"], mark=points["pass_mark"])


def fees(
    files: Files,
    as_json: AsJson = False,
    lang: Language = "en",
    policy: PolicyFolder = None,
    overlay: Overlays = None,
) -> None:
    """Say which fees are due."""
    from kaitak.rules import fees_due

    rules, code = chosen_policy(policy, overlay), check_language(lang)
    answer_each(
        files, lambda case: fees_due(rules, case, code), lambda found: _fees(found, code), as_json=as_json
    )


def _fees(answer: dict[str, Any], lang: str) -> str:
    lines = [say("structure", lang, structure=answer["structure"] or say("undetermined", lang))]
    for key in ("application_fee", "issuance_fee"):
        each, total = answer[key]["each"], answer[key]["total"]
        known = each is not None
        amount = (
            say("amount", lang, each=f"{each:,}", total=f"{total:,}") if known else say("undetermined", lang)
        )
        lines.append(say(key, lang, amount=amount))
    if answer["relevant_period_days"] is not None:
        lines.append(say("period", lang, days=answer["relevant_period_days"]))
    return "\n".join([*lines, *([answer["because"]] if "because" in answer else [])])


def documents(
    profile: Annotated[str | None, typer.Argument(help="A profile; - reads standard input.")] = None,
    scheme: Annotated[str, typer.Option("--scheme", metavar="CODE")] = ...,  # type: ignore[assignment]
    procedure: Annotated[str, typer.Option("--procedure", metavar="entry|extension")] = ...,  # type: ignore[assignment]
    on: On = None,
    lang: Language = "en",
    as_json: AsJson = False,
    policy: PolicyFolder = None,
    overlay: Overlays = None,
) -> None:
    """List the document slots that apply."""
    from kaitak.rules import document_slots

    rules, day, code = chosen_policy(policy, overlay), chosen_day(on), check_language(lang)

    def answer(content: Any) -> Any:
        said = isinstance(content, dict) and content.get("applied_on")
        asked = day or (None if said else today())
        return [_slot(one) for one in document_slots(rules, scheme, procedure, content, day=asked, lang=code)]

    if profile is None:
        found = answer({})
        print_json(found) if as_json else print(_slots(found, code))
    else:
        answer_each([profile], answer, lambda found: _slots(found, code), as_json=as_json)


def _slot(slot: Any) -> dict[str, Any]:
    from dataclasses import asdict

    return {**asdict(slot), "state": slot.state, "why": list(slot.why), "source": dict(slot.source)}


def _slots(slots: list[dict[str, Any]], lang: str) -> str:
    return "\n".join(f"{one['party']}: {one['title']} ({_state(one, lang)})" for one in slots)


def _state(slot: dict[str, Any], lang: str) -> str:
    from kaitak.rules.texts import number

    word = "unpublished" if slot["state"] == "unknown" and not slot["why"] else slot["state"]
    state = say(word, lang, why=", ".join(slot["why"]))
    return f"{state}; {say('at_most', lang, files=number(slot['max_files'], 'file', lang))}"


def derive(
    files: Files,
    on: On = None,
    as_json: AsJson = False,
    policy: PolicyFolder = None,
    overlay: Overlays = None,
) -> None:
    """Print the facts of profiles as a table: CSV, a column a fact, two for a pair of least and most."""
    from kaitak.rules import InputError
    from kaitak.rules import derive as ask

    rules, day = chosen_policy(policy, overlay), chosen_day(on)
    rows = []
    for name, content in given(files):
        if isinstance(content, InputError):
            raise InputError(name, str(content))
        said = isinstance(content, dict) and content.get("applied_on")
        rows.append(ask(rules, content, day or (None if said else today())))
    if as_json:
        print_json(rows)
    else:
        print(table(rows, ordered_facts(rules)), end="")


def ordered_facts(rules: Any) -> set[str]:
    """Return the facts that may be pairs: numbers and days."""
    return {
        name for name in (*rules.facts, *rules.derivations) if rules.fact(name).type.kind in ("int", "day")
    }


def table(rows: list[dict[str, Any]], ordered: set[str]) -> str:
    """Return rows of facts as CSV; an ordered fact that is a pair anywhere has a column for each end."""
    names = list(rows[0]) if rows else []
    pairs = {name for name in names if name in ordered and any(isinstance(row[name], list) for row in rows)}
    columns = [
        column
        for name in names
        for column in ((f"{name}__least", f"{name}__most") if name in pairs else (name,))
    ]
    out = io.StringIO()
    writer = csv.DictWriter(out, columns, lineterminator="\n")
    writer.writeheader()
    for row in rows:
        writer.writerow(dict(_cells(row, pairs)))
    return out.getvalue()


def _cells(row: dict[str, Any], pairs: set[str]) -> list[tuple[str, Any]]:
    cells: list[tuple[str, Any]] = []
    for name, value in row.items():
        if name in pairs:
            least, most = value if isinstance(value, list) else (value, value)
            cells += [(f"{name}__least", least), (f"{name}__most", most)]
        else:
            cells.append((name, _cell(value)))
    return cells


def _cell(value: Any) -> Any:
    if isinstance(value, bool):
        return "true" if value else "false"
    return ("|".join(map(str, value)) or "|") if isinstance(value, list) else value
