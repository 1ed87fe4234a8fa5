"""Options that several commands share, and the policy they choose."""

from datetime import date, datetime
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

if TYPE_CHECKING:
    from kaitak.rules import Policy

PolicyFolder = Annotated[Path | None, typer.Option("--policy", help="Use the policy of this folder.")]
Overlays = Annotated[
    list[Path] | None, typer.Option("--overlay", help="Lay this folder over the policy; repeatable.")
]
AsJson = Annotated[bool, typer.Option("--json", help="Print JSON.")]
On = Annotated[str | None, typer.Option("--on", metavar="DAY", help="The day of application, as 2026-03-01.")]
Language = Annotated[str, typer.Option("--lang", help="en, zh-Hant or zh-Hans.")]
Files = Annotated[list[str], typer.Argument(help="YAML or JSON files; - reads standard input.")]


def chosen_policy(folder: Path | None, overlays: list[Path] | None) -> "Policy":
    """Return the policy that the options choose."""
    from kaitak.rules import load_policy

    return load_policy(*(overlays or []), base=folder)


def chosen_day(on: str | None, option: str = "--on") -> date | None:
    """Return the day of an option; raises InputError."""
    from kaitak.rules import FactError, InputError
    from kaitak.rules.reading import read_day

    try:
        return None if on is None else read_day(on)
    except FactError as error:
        raise InputError(option, error.message) from error


def today() -> date:
    """Return today's date in Hong Kong, for questions that name no day."""
    from kaitak.rules.dates import HONG_KONG

    return datetime.now(HONG_KONG).date()


def check_language(lang: str) -> str:
    """Return one of the three languages; raises InputError."""
    from kaitak.rules import LANGUAGES, InputError

    if lang not in LANGUAGES:
        raise InputError("--lang", f"is one of {', '.join(LANGUAGES)}, not {lang!r}")
    return lang
