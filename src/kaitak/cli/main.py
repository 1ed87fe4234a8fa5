"""The ``kaitak`` command. What a command needs is imported when it runs, so that each starts at once."""

import importlib
import sys
from importlib.util import find_spec
from typing import Any

import typer
from typer.core import TyperGroup

from kaitak.cli import policy_commands, profile_commands

LAZY = {
    "serve": "kaitak.cli.service",
    "tick": "kaitak.cli.service",
    "demo": "kaitak.cli.demo",
    "manage": "kaitak.cli.service",
    "seal": "kaitak.cli.seal",
}


class LazyCommands(TyperGroup):
    """Commands of which some stand in modules that are imported only when they are called."""

    def list_commands(self, ctx: Any) -> list[str]:
        return [*super().list_commands(ctx), *(name for name, module in LAZY.items() if _is_there(module))]

    def get_command(self, ctx: Any, cmd_name: str) -> Any:
        module = LAZY.get(cmd_name)
        if module is None or not _is_there(module):
            return super().get_command(ctx, cmd_name)
        command: Any = typer.main.get_command(importlib.import_module(module).app)
        inner = getattr(command, "commands", {}).get(cmd_name)
        return inner or command


def _is_there(module: str) -> bool:
    return find_spec(module) is not None


app = typer.Typer(
    cls=LazyCommands,
    no_args_is_help=True,
    add_completion=False,
    pretty_exceptions_enable=False,
    rich_markup_mode=None,
    help="Hong Kong's talent-admission schemes: what the published rules say, on a day, with their sources.",
)
app.command("schemes")(policy_commands.schemes)
app.command("assess")(profile_commands.assess)
app.command("fees")(profile_commands.fees)
app.command("documents")(profile_commands.documents)
app.command("derive")(profile_commands.derive)
app.command("check")(policy_commands.check)
app.command("schema")(policy_commands.schema)


def main() -> None:
    """Run the command; 2 where the input is wrong, 3 where the policy is faulty."""
    from kaitak.rules.errors import PolicyFault, RulesError

    try:
        app()
    except PolicyFault as fault:
        for one in fault.faults:
            print(one, file=sys.stderr)
        sys.exit(3)
    except RulesError as error:
        print(error, file=sys.stderr)
        sys.exit(2)
    except BrokenPipeError:
        sys.stderr.close()
