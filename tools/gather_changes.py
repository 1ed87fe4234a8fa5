"""Write ``CHANGELOG.md``'s heading *Unreleased* anew from the notes in ``changelog.d/``."""

from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
KINDS = ("rules", "added", "changed", "fixed", "security")
HEADING = "## Unreleased\n"


def unreleased() -> str:
    """Return the heading with all that stands below it."""
    text = HEADING
    for kind in KINDS:
        notes = [
            " ".join(note.read_text().split()) for note in sorted((ROOT / "changelog.d").glob(f"*.{kind}.md"))
        ]
        if notes:
            text += f"\n### {kind.capitalize()}\n\n" + "".join(f"- {note}\n" for note in notes)
    return text


def main() -> None:
    """Replace what stands between the heading and the newest release."""
    path = ROOT / "CHANGELOG.md"
    before, _, rest = path.read_text().partition(HEADING)
    _, release, older = rest.partition("\n## ")
    path.write_text(before + unreleased() + release + older)


if __name__ == "__main__":
    main()
