"""What is in the project, as its version control knows it."""

import subprocess
from functools import cache
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]


@cache
def kept(*patterns: str) -> list[Path]:
    """Return the files of the project that fit, those not committed yet included."""
    command = ["git", "ls-files", "--cached", "--others", "--exclude-standard", "--", *patterns]
    told = subprocess.run(command, cwd=ROOT, check=True, capture_output=True, text=True).stdout
    return [ROOT / name for name in told.splitlines() if (ROOT / name).is_file()]


def short(path: Path) -> str:
    """Return a path as one writes it."""
    return str(path.relative_to(ROOT))
