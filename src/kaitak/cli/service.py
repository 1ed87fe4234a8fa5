"""The commands that run the service. Django is imported only inside them."""

import os
import subprocess
import sys
from pathlib import Path
from typing import Annotated

import typer

app = typer.Typer(help="Run and look after the service.", no_args_is_help=True)


def start_django() -> None:
    """Make Django ready for use in this process."""
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "kaitak.service.config.settings")
    import django

    django.setup()


@app.command()
def serve(only: Annotated[str, typer.Option(help="web, tasks, or everything when left out.")] = "") -> None:
    """Serve the pages and run the tasks and the clock, until Ctrl-C."""
    from kaitak.cli.serving import serve_all

    if only not in {"", "web", "tasks"}:
        raise typer.BadParameter("--only takes web or tasks")
    serve_all(only)


@app.command()
def tick() -> None:
    """Do once whatever is due now."""
    start_django()
    from kaitak.service.portals.clock.now import tick_now

    failed = tick_now()
    if failed:
        typer.echo(f"failed: {', '.join(failed)}", err=True)
        raise typer.Exit(1)


@app.command(context_settings={"allow_extra_args": True, "ignore_unknown_options": True})
def manage(context: typer.Context) -> None:
    """Run a management command: migrate, officer, and Django's own."""
    command = [sys.executable, "-m", "django", *context.args]
    environment = {"DJANGO_SETTINGS_MODULE": "kaitak.service.config.settings", **os.environ}
    raise typer.Exit(subprocess.run(command, check=False, env=environment, cwd=Path.cwd()).returncode)  # noqa: S603
