"""Commands about the policy: schemes, check, schema."""

import sys
from typing import Annotated, Any

import typer

from kaitak.cli.inputs import print_json
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


def schemes(
    on: On = None,
    lang: Language = "en",
    as_json: AsJson = False,
    policy: PolicyFolder = None,
    overlay: Overlays = None,
) -> None:
    """List the schemes and routes that are open on a day."""
    rules, day, code = chosen_policy(policy, overlay), chosen_day(on) or today(), check_language(lang)
    found = [_scheme(rules, scheme, day, code) for scheme in rules.schemes]
    found = [one for one in found if one["routes"]]
    if as_json:
        print_json({"on": day.isoformat(), "policy_digest": rules.digest, "schemes": found})
        return
    for one in found:
        print(f"{one['scheme']}  {one['title']}")
        for route in one["routes"]:
            print(f"    {route['route']}  {route['title']}")


def _scheme(rules: Any, code: str, day: Any, lang: str) -> dict[str, Any]:
    scheme = rules.scheme(code)
    routes = [route for route in rules.routes_of(code) if rules.is_open(route, day) is not False]
    return {
        "scheme": code,
        "title": scheme.title.in_language(lang),
        "summary": rules.say(scheme.summary, lang, day),
        "official_page": scheme.official_page,
        "routes": [
            {"route": one.id, "kind": one.kind, "title": one.title.in_language(lang)} for one in routes
        ],
    }


def check(
    as_json: AsJson = False,
    policy: PolicyFolder = None,
    overlay: Overlays = None,
    remarks: Annotated[bool, typer.Option("--remarks", help="Also name what nothing uses.")] = False,
    proofs: Annotated[
        bool, typer.Option("--proofs", help="Also print everything that can be proved.")
    ] = False,
) -> None:
    """Look for faults of the policy, and run its worked cases (with overlays: theirs)."""
    from kaitak.rules import packaged_folder
    from kaitak.rules.inspection import inspect

    rules = chosen_policy(policy, overlay)
    found = inspect(rules, overlay or [policy or packaged_folder()])
    proved = _proofs(rules, found) if proofs else list(found.proofs)
    if as_json:
        print_json(_inspection(rules, found, proved))
    else:
        for one in (*found.faults, *(found.remarks if remarks else ())):
            print(one, file=sys.stderr if one in found.faults else sys.stdout)
        for line in _told(proved) if proofs else ():
            print(line)
        print(
            f"{found.cases} cases, {len(found.proofs)} claims, {len(found.faults)} faults, "
            f"{len(found.remarks)} remarks, {rules.digest}"
        )
    if found.faults:
        raise typer.Exit(3)


def _proofs(rules: Any, found: Any) -> list[Any]:
    from kaitak.rules.proofs.report import every_proof

    return [*found.proofs, *every_proof(rules)]


def _inspection(rules: Any, found: Any, proofs: list[Any]) -> dict[str, Any]:
    kinds = {"faults": found.faults, "remarks": found.remarks}
    told = {
        kind: [{"file": one.file, "key": one.key, "message": one.message} for one in ones]
        for kind, ones in kinds.items()
    }
    proved = [one.as_json() for one in proofs]
    return {"policy_digest": rules.digest, "cases": found.cases, **told, "proofs": proved}


def _told(proofs: list[Any]) -> list[str]:
    """Return proofs in words, each with the person who shows it, as a profile."""
    import yaml

    lines = []
    for one in proofs:
        lines.append(f"{one.outcome}: {one.claim}" + (f" ({one.detail})" if one.detail else ""))
        if one.profile:
            written = yaml.safe_dump(
                dict(one.profile), allow_unicode=True, default_flow_style=None, width=110
            )
            lines += [f"    {line}" for line in written.splitlines()]
    return lines


def schema(
    name: Annotated[str, typer.Argument(metavar="profile|assessment|fee")],
    policy: PolicyFolder = None,
    overlay: Overlays = None,
) -> None:
    """Print a JSON Schema."""
    from kaitak.rules import schema as make

    print_json(make(chosen_policy(policy, overlay), name))
