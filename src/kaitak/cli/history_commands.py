"""Commands about time: compare, changes, explain."""

from datetime import date
from typing import Annotated, Any

import typer

from kaitak.cli.history_words import say
from kaitak.cli.inputs import given, print_json
from kaitak.cli.options import (
    AsJson,
    Language,
    On,
    Overlays,
    PolicyFolder,
    check_language,
    chosen_day,
    chosen_policy,
    today,
)

OneProfile = Annotated[str | None, typer.Argument(help="A profile; - reads standard input.")]
Schemes = Annotated[list[str] | None, typer.Option("--scheme", metavar="CODE", help="Only these schemes.")]
From = Annotated[str, typer.Option("--from", metavar="DAY", help="The earlier day, as 2024-01-01.")]
To = Annotated[str | None, typer.Option("--to", metavar="DAY", help="The later day; today if left out.")]
KINDS = ("routes", "criteria", "figures", "countings", "lists", "fees", "quotas", "documents")


def compare(
    profile: OneProfile = None,
    first: From = ...,  # type: ignore[assignment]
    last: To = None,
    scheme: Schemes = None,
    lang: Language = "en",
    as_json: AsJson = False,
    policy: PolicyFolder = None,
    overlay: Overlays = None,
) -> None:
    """Set two days side by side: what changed in the policy, and for a person what turned."""
    from kaitak.rules import compare as ask

    rules, code = chosen_policy(policy, overlay), check_language(lang)
    days = _day("--from", first), _day("--to", last) if last else today()
    person = None if profile is None else _one(profile)
    found = ask(rules, *days, person, schemes=scheme, lang=code)
    if as_json:
        print_json(found)
        return
    for line in _told(found, code):
        print(line)


def _day(option: str, written: str) -> date:
    from kaitak.rules import InputError

    try:
        return chosen_day(written) or today()
    except InputError as error:
        raise InputError(option, error.message) from error


def _one(file: str) -> Any:
    from kaitak.rules import InputError

    content = next(iter(given([file])))[1]
    if isinstance(content, InputError):
        raise InputError(file, str(content))
    return content


def _told(found: dict[str, Any], lang: str) -> list[str]:
    lines = [say("between", lang, first=found["from"], last=found["to"])]
    for kind in KINDS:
        lines += ["", say(kind, lang)] if found[kind] else []
        for one in found[kind]:
            lines += _difference(one, lang)
    lines += [] if len(lines) > 1 else [say("same", lang)]
    return lines + (_person(found["person"], lang) if "person" in found else [])


def _difference(one: dict[str, Any], lang: str) -> list[str]:
    lines = [f"  {one['id']}: {one['title']}"]
    before, after = one["before"], one["after"]
    if before != after and (before.get("text") or after.get("text")):
        lines += [f"    - {_side(before, lang)}", f"    + {_side(after, lang)}"]
    elif before["state"] != after["state"]:
        lines.append(f"    {say(before['state'], lang)} → {say(after['state'], lang)}")
    lines += [f"    + {name}" for name in one.get("added", ())]
    return lines + [f"    - {name}" for name in one.get("removed", ())]


def _side(side: dict[str, Any], lang: str) -> str:
    return side.get("text") or say(side["state"], lang)


def _person(person: dict[str, Any], lang: str) -> list[str]:
    lines = ["", say("person", lang, turned=str(person["turned"]))]
    for route in person["routes"]:
        who = f"{route['person']}: " if "person" in route else ""
        verdicts = f"{say(route['before'], lang)} → {say(route['after'], lang)}"
        if route["before"] != route["after"] or route["criteria"]:
            lines.append(f"  {who}{route['route']}: {verdicts}")
        for one in route["criteria"]:
            lines.append(f"    {one['id']}: {say(one['before'], lang)} → {say(one['after'], lang)}")
            lines.append(f"      {one['why_after']} ({', '.join(one['because']) or say('time', lang)})")
    return lines


def changes(
    scheme: Schemes = None,
    lang: Language = "en",
    as_json: AsJson = False,
    policy: PolicyFolder = None,
    overlay: Overlays = None,
) -> None:
    """List what changed, and when, each with its source; the newest first."""
    from kaitak.rules import changes as ask

    found = ask(chosen_policy(policy, overlay), check_language(lang), schemes=scheme)
    if as_json:
        print_json([one.as_json() for one in found])
        return
    for one in found:
        sure = "" if one.source["confidence"] == "official" else f" [{one.source['confidence']}]"
        print(f"{one.day}  {one.title}: {one.became}  ({one.source['id']}){sure}")


def explain(
    criterion: Annotated[str, typer.Argument(help="A criterion, as ttps.b.experience.")],
    profile: OneProfile = None,
    on: On = None,
    lang: Language = "en",
    as_json: AsJson = False,
    policy: PolicyFolder = None,
    overlay: Overlays = None,
) -> None:
    """Tell a criterion's history and sources, and for a person why it is met or not."""
    from kaitak.rules import criterion_history

    rules, code, day = chosen_policy(policy, overlay), check_language(lang), chosen_day(on)
    told = criterion_history(rules, criterion, code).as_json(rules)
    if profile is not None:
        told["person"] = _reasons(rules, _one(profile), criterion, day, code)
    if as_json:
        print_json(told)
        return
    for past in (told["criterion"], *told["behind"]):
        print(f"{past['id']}  {past['title']}")
        for one in past["versions"]:
            print(f"  {one['from']}  {one['text']}  ({one['source']['id']}, {one['source']['confidence']})")
    for line in dict.fromkeys(f"{one['route']}: {one['why']}" for one in told.get("person", ())):
        print(line)


def _reasons(rules: Any, content: Any, criterion: str, day: date | None, lang: str) -> list[dict[str, Any]]:
    from kaitak.rules import assess, explained

    said = isinstance(content, dict) and (content.get("applied_on") or content.get("submitted_at"))
    answer = assess(rules, content, day=day or (None if said else today()), lang=lang)
    answer = explained(rules, content, answer, lang)
    routes = [*answer["routes"], *(route for one in answer["dependants"] for route in one["routes"])]
    return [
        {"route": route["route"], "status": item["status"], "why": item["why"]}
        for route in routes
        for item in route["criteria"]
        if item["id"] == criterion
    ]
