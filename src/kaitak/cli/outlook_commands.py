"""Commands about what could still change for a person: ask, improve, timeline."""

from typing import Annotated, Any

import typer

from kaitak.cli.inputs import answer_each
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
from kaitak.cli.profile_commands import Schemes, codes_of
from kaitak.cli.words import say

Profile = Annotated[
    str, typer.Argument(metavar="PROFILE", help="A YAML or JSON file; - reads standard input.")
]


def ask(
    profile: Profile,
    on: On = None,
    scheme: Schemes = None,
    kind: Annotated[
        list[str] | None, typer.Option("--kind", metavar="entry|extension", help="Only routes of this kind.")
    ] = None,
    skip: Annotated[
        list[str] | None, typer.Option("--skip", metavar="FACT", help="Do not ask this; repeatable.")
    ] = None,
    lang: Language = "en",
    as_json: AsJson = False,
    policy: PolicyFolder = None,
    overlay: Overlays = None,
) -> None:
    """List the questions that can still settle a verdict, the most telling first."""
    from kaitak.rules import ask as find

    rules, day, code = chosen_policy(policy, overlay), chosen_day(on), check_language(lang)

    def answer(content: Any) -> Any:
        return find(
            rules,
            content,
            day=day or asked_today(content),
            schemes=codes_of(scheme),
            kinds=kind,
            skipped=skip or (),
            lang=code,
        )

    answer_each([profile], answer, lambda found: _questions(found, code), as_json=as_json)


def asked_today(content: Any) -> Any:
    """Return today where a profile names no day of its own."""
    said = isinstance(content, dict) and (content.get("applied_on") or content.get("submitted_at"))
    return None if said else today()


def _questions(answer: dict[str, Any], lang: str) -> str:
    lines = [say("on", lang, day=answer["applied_on"])]
    lines += [f"  {route}: {say(verdict, lang)}" for route, verdict in answer["settled"].items()]
    lines += [f"  {route}: {say('undetermined', lang)}" for route in answer["open"]]
    if not answer["questions"]:
        return "\n".join([*lines, "", say("nothing_to_ask", lang)])
    lines += ["", say("questions", lang)]
    for number, one in enumerate(answer["questions"], 1):
        lines.append(f"{number:3}. {one['question']}  [{one['path']}]")
        for place, names in one.get("unsure", {}).items():
            lines.append("     " + say("unsure", lang, place=place, names=", ".join(names)))
    return "\n".join(lines)


def timeline(
    profile: Profile,
    until: Annotated[
        str | None, typer.Option("--until", metavar="DAY", help="The last day; five years on when left out.")
    ] = None,
    since: Annotated[
        str | None,
        typer.Option("--since", metavar="DAY", help="The first day; the day of application when left out."),
    ] = None,
    on: On = None,
    scheme: Schemes = None,
    lang: Language = "en",
    as_json: AsJson = False,
    policy: PolicyFolder = None,
    overlay: Overlays = None,
) -> None:
    """List the days on which a verdict turns by itself, and why."""
    from kaitak.rules import timeline as find

    rules, day, code = chosen_policy(policy, overlay), chosen_day(on), check_language(lang)
    first, last = chosen_day(since, "--since"), chosen_day(until, "--until")

    def answer(content: Any) -> Any:
        start = day or asked_today(content)
        return find(rules, content, day=start, since=first, until=last, schemes=codes_of(scheme), lang=code)

    answer_each([profile], answer, lambda found: _turns(found, code), as_json=as_json)


def _turns(answer: dict[str, Any], lang: str) -> str:
    lines: list[str] = []
    for route in answer["routes"]:
        first = route["spells"][0]
        lines.append(f"{route['route']} ({route['title']}): {first['from']} {say(first['verdict'], lang)}")
        for turn in route["turns"]:
            lines.append(f"  {turn['day']} {say(turn['to'], lang)}")
            lines += [
                f"    {say('cause_' + one['cause'], lang)}{_about(one, lang)}" for one in turn["because"]
            ]
    return "\n".join(lines)


def _about(reason: dict[str, Any], lang: str) -> str:
    found = f" ({say('found', lang, found=reason['found'])})" if reason.get("found") else ""
    return f" {reason['text']}{found}" if "text" in reason else ""


def improve(
    profile: Profile,
    route: Annotated[str, typer.Option("--route", metavar="CODE", help="The route, as ttps.b.")],
    on: On = None,
    lang: Language = "en",
    as_json: AsJson = False,
    policy: PolicyFolder = None,
    overlay: Overlays = None,
) -> None:
    """List the smallest sets of changes that would make a route pass, the easiest first."""
    from kaitak.rules import improve as find

    rules, day, code = chosen_policy(policy, overlay), chosen_day(on), check_language(lang)

    def answer(content: Any) -> Any:
        return find(rules, content, route, day=day or asked_today(content), lang=code)

    answer_each([profile], answer, lambda found: _improvements(found, code), as_json=as_json)


def _improvements(answer: dict[str, Any], lang: str) -> str:
    lines = [f"{answer['route']} ({answer['title']}): {say(answer['verdict'], lang)}"]
    for number, one in enumerate(answer["improvements"], 1):
        steps = [say("wait_until", lang, day=one["wait_until"])] if "wait_until" in one else []
        steps += [say("change", lang, **change) for change in one["changes"]]
        lines.append(f"{number:3}. {'; '.join(steps)}")
    if answer["verdict"] in ("fails", "closed") and not answer["improvements"]:
        lines.append("  " + say("nothing_to_improve", lang))
    return "\n".join(lines)
