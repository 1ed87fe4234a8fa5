"""The command starts at once: what is shown in its help is known without importing what does the work."""

import subprocess
import sys

import pytest

from kaitak.cli.main import COMMANDS, written

HEAVY = ("django", "cryptography", "yaml", "polars", "duckdb", "rich", "kaitak.rules.model", "kaitak.seal")


@pytest.mark.parametrize("name", COMMANDS)
def test_the_line_in_the_help_is_the_first_of_the_command_itself(name: str) -> None:
    assert written(name).help.splitlines()[0] == COMMANDS[name].help


def test_the_help_imports_nothing_heavy() -> None:
    told = f"""
import sys
sys.argv = ["kaitak", "--help"]
from kaitak.cli.main import main
try:
    main()
except SystemExit:
    pass
print(sorted(name for name in {HEAVY} if name in sys.modules))
"""

    answer = subprocess.run([sys.executable, "-c", told], capture_output=True, text=True, check=True)

    assert answer.stdout.splitlines()[-1] == "[]"


def test_loading_a_policy_imports_nothing_that_only_answers_need() -> None:
    told = """
import sys
from kaitak.rules import load_policy
load_policy()
first = set(sys.modules)

"""
    again = told + "print(sorted(name for name in first if name in ('yaml', 'kaitak.rules.model')))"
    subprocess.run([sys.executable, "-c", told], check=True)

    answer = subprocess.run([sys.executable, "-c", again], capture_output=True, text=True, check=True)

    assert answer.stdout.strip() == "[]"
