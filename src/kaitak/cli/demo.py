"""``kaitak demo``: a sandbox to try everything in. Never outside the sandbox."""

import json
import os
import secrets
from datetime import UTC, datetime
from pathlib import Path
from typing import Annotated

import typer

from kaitak.cli.service import start_django

app = typer.Typer(help="Try the service with demonstration accounts.", no_args_is_help=True)
PEOPLE = {
    "officer1": ("officer", "Demonstration officer 1"),
    "officer2": ("officer", "Demonstration officer 2"),
    "supervisor": ("supervisor", "Demonstration supervisor"),
    "administrator": ("administrator", "Demonstration administrator"),
}


@app.command()
def prepare() -> None:
    """Set up the data folder: database, static files, keys, demonstration accounts."""
    _only_in_the_sandbox()
    _prepare()


@app.command()
def start() -> None:
    """Set up, serve until Ctrl-C, and print the addresses and sign-ins once pages are served."""
    _only_in_the_sandbox()
    _prepare()
    from kaitak.cli.serving import serve_all

    serve_all("", when_ready=_print_the_way_in)


@app.command()
def code(name: Annotated[str, typer.Argument(help=f"one of {', '.join(PEOPLE)}")]) -> None:
    """Print the second-factor code of a demonstration account, now."""
    _only_in_the_sandbox()
    if name not in PEOPLE:
        typer.echo(f"{name}: no demonstration account; there are {', '.join(PEOPLE)}", err=True)
        raise typer.Exit(2)
    from django.conf import settings
    from django.db import DatabaseError

    from kaitak.service.people.models import Account
    from kaitak.service.people.second_factor import code_at

    try:
        account = Account.objects.get(email=_address(name))
    except (Account.DoesNotExist, DatabaseError) as error:
        folder = Path(settings.DATA)
        typer.echo(
            f"There are no demonstration accounts in {folder}. Is that the folder of your `make run`? "
            "If it ran with KAITAK_DATA=FOLDER, say so here too: KAITAK_DATA=FOLDER kaitak demo code NAME.",
            err=True,
        )
        raise typer.Exit(2) from error
    typer.echo(code_at(account, datetime.now(UTC)))


def _prepare() -> None:
    from django.core.management import call_command

    typer.echo("Preparing the database, the pages and the demonstration accounts …")
    call_command("migrate", verbosity=0, interactive=False)
    call_command("collectstatic", verbosity=0, interactive=False)
    _make_people()


def _print_the_way_in() -> None:
    from django.conf import settings

    site = settings.PUBLIC_URL
    typer.echo(f"Kaitak is served at {site}/")
    typer.echo(f"  apply     {site}/en/apply/tps        mail reader   {site}/en/sandbox/mail")
    typer.echo(f"  office    {site}/en/officer/         verify        {site}/en/verify/")
    typer.echo(f"Sign-ins for the office (second factor: {_command()} demo code NAME):")
    for name, password in _passwords().items():
        typer.echo(f"  {name:14} {_address(name):38} {password}")
    typer.echo("Ctrl-C ends it.")


def _command() -> str:
    """Return the command as it has to be typed in the checkout: with the data folder, where that is another."""
    from django.conf import settings

    folder = Path(settings.DATA).resolve()
    return ".venv/bin/kaitak" if folder == Path("var").resolve() else f"KAITAK_DATA={folder} .venv/bin/kaitak"


def _only_in_the_sandbox() -> None:
    start_django()
    from django.conf import settings

    if not settings.SANDBOX:
        typer.echo("kaitak demo works only with KAITAK_MODE=sandbox.", err=True)
        raise typer.Exit(2)


def _make_people() -> None:
    from kaitak.service.people.management.commands.officer import COMMAND_LINE
    from kaitak.service.people.models import Account
    from kaitak.service.people.services.accounts import open_account

    for name, password in _passwords().items():
        office, title = PEOPLE[name]
        if not Account.objects.filter(email=_address(name)).exists():
            open_account(
                _address(name),
                name=title,
                office=Account.Office(office),
                password=password,
                by=COMMAND_LINE,
                at=datetime.now(UTC),
            )


def _address(name: str) -> str:
    return f"{name}@demo.kaitak.invalid"


def _passwords() -> dict[str, str]:
    from django.conf import settings

    path = Path(settings.DATA) / "keys" / "demo.json"
    if not path.exists():
        handle = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
        with os.fdopen(handle, "w") as file:
            json.dump({name: secrets.token_urlsafe(9) for name in PEOPLE}, file)
    known: dict[str, str] = json.loads(path.read_text())
    return known
