"""The invented policy of these tests: gardeners admitted to a town that is nowhere."""

from pathlib import Path
from typing import Any

import pytest

from kaitak.cli.main import main
from kaitak.rules import Policy, load_policy

GARDENS = Path(__file__).parent / "policy"


@pytest.fixture(scope="session")
def gardens() -> Policy:
    return load_policy(base=GARDENS)


@pytest.fixture
def kaitak(monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> Any:
    """Run the command; answers its exit status, what it printed, and what it complained of."""

    def run(*arguments: str) -> tuple[int, str, str]:
        monkeypatch.setattr("sys.argv", ["kaitak", *arguments])
        with pytest.raises(SystemExit) as ended:
            main()
        out, err = capsys.readouterr()
        return int(ended.value.code or 0), out, err

    return run
