"""The ``kaitak`` command. What a command needs is imported when it runs, so that each starts at once."""

import importlib
import sys
from importlib.util import find_spec
from typing import Any, NamedTuple

import typer
from typer.core import TyperCommand, TyperGroup


class Place(NamedTuple):
    """Where a command is written, and its line in the help, which is shown without importing it."""

    module: str
    help: str


POLICY, PROFILE, PEOPLE, OUTLOOK, HISTORY, SERVICE = (
    f"kaitak.cli.{name}"
    for name in (
        "policy_commands",
        "profile_commands",
        "population_commands",
        "outlook_commands",
        "history_commands",
        "service",
    )
)
COMMANDS = {
    "schemes": Place(POLICY, "List the schemes and routes that are open on a day."),
    "assess": Place(PROFILE, "Say which routes are open to a person, what is met, what is missing."),
    "ask": Place(OUTLOOK, "List the questions that can still settle a verdict, the most telling first."),
    "improve": Place(
        OUTLOOK, "List the smallest sets of changes that would make a route pass, the easiest first."
    ),
    "timeline": Place(OUTLOOK, "List the days on which a verdict turns by itself, and why."),
    "fees": Place(PROFILE, "Say which fees are due."),
    "documents": Place(PROFILE, "List the document slots that apply."),
    "derive": Place(
        PROFILE,
        "Print the facts of profiles as a table: CSV, a column a fact, two for a pair of least and most.",
    ),
    "compare": Place(
        HISTORY, "Set two days side by side: what changed in the policy, and for a person what turned."
    ),
    "changes": Place(HISTORY, "List what changed, and when, each with its source; the newest first."),
    "explain": Place(
        HISTORY, "Tell a criterion's history and sources, and for a person why it is met or not."
    ),
    "simulate": Place(PEOPLE, "Count a population by route and verdict, today and under a reform."),
    "population": Place(PEOPLE, "Write a table of plausible, invented people for simulate."),
    "check": Place(
        POLICY, "Look for faults of the policy, and run its worked cases (with overlays: theirs)."
    ),
    "schema": Place(POLICY, "Print a JSON Schema."),
    "serve": Place(SERVICE, "Serve the pages and run the tasks and the clock, until Ctrl-C."),
    "tick": Place(SERVICE, "Do once whatever is due now."),
    "demo": Place("kaitak.cli.demo", "Try the service with demonstration accounts."),
    "manage": Place(SERVICE, "Run a management command: migrate, officer, and Django's own."),
    "seal": Place("kaitak.cli.seal", "Verify the seal of an e-Visa."),
}


class Deferred(TyperCommand):
    """A command known by its name and one line; the first use of it imports the rest."""

    def make_context(self, info_name: Any, args: list[str], parent: Any = None, **extra: Any) -> Any:
        return written(str(self.name)).make_context(info_name, args, parent=parent, **extra)


def written(name: str) -> Any:
    """Return the whole command: of a module's ``app`` or, where it has none, the function of this name."""
    module = importlib.import_module(COMMANDS[name].module)
    if not hasattr(module, "app"):
        alone = typer.Typer(add_completion=False, pretty_exceptions_enable=False, rich_markup_mode=None)
        alone.command(name)(getattr(module, name))
        return typer.main.get_command(alone)
    command: Any = typer.main.get_command(module.app)
    return getattr(command, "commands", {}).get(name) or command


class Commands(TyperGroup):
    """The commands whose modules are installed."""

    def list_commands(self, ctx: Any) -> list[str]:
        return [name for name, place in COMMANDS.items() if find_spec(place.module) is not None]

    def get_command(self, ctx: Any, cmd_name: str) -> Any:
        place = COMMANDS.get(cmd_name)
        known = place is not None and find_spec(place.module) is not None
        return Deferred(cmd_name, help=place.help, rich_markup_mode=None) if place and known else None


app = typer.Typer(
    cls=Commands,
    no_args_is_help=True,
    add_completion=False,
    pretty_exceptions_enable=False,
    rich_markup_mode=None,
    help="Hong Kong's talent-admission schemes: what the published rules say, on a day, with their sources.",
)


@app.callback()
def kaitak() -> None:
    """Hong Kong's talent-admission schemes: what the published rules say, on a day, with their sources."""


def main() -> None:
    """Run the command; 2 where the input is wrong, 3 where the policy is faulty."""
    try:
        app()
    except BrokenPipeError:
        sys.stderr.close()
    except Exception as error:
        status = told(error)
        if status is None:
            raise
        sys.exit(status)


def told(error: Exception) -> int | None:
    """Print what is wrong with input or policy and return the exit status; ``None`` where it is neither."""
    from kaitak.rules.errors import PolicyFault, RulesError

    if not isinstance(error, RulesError):
        return None
    faults = error.faults if isinstance(error, PolicyFault) else [error]
    print(*faults, sep="\n", file=sys.stderr)
    return 3 if isinstance(error, PolicyFault) else 2
