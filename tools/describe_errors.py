"""Write ``docs/errors.md``: every refusal of the service with its code, from the classes that raise them."""

import ast
from collections.abc import Iterator
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
TARGET = ROOT / "docs" / "errors.md"
OPENING = """# Refusals and their codes

Every refusal has a `code` that does not change, parameters, and a sentence in three languages.
Portals choose the HTTP status by the code; programs should read the code and never the sentence.
`%(name)s` marks a parameter. `make format` writes this page.
"""


def describe() -> str:
    """Return the page."""
    rooms: dict[str, list[str]] = {}
    for path in sorted((ROOT / "src" / "kaitak").rglob("*.py")):
        rows = [f"| `{code}` | {meaning} |" for code, meaning in _codes(ast.parse(path.read_text()))]
        if rows:
            rooms.setdefault(_room(path), []).extend(rows)
    tables = [
        f"\n## {room}\n\n| code | meaning |\n|---|---|\n" + "\n".join(rows) + "\n"
        for room, rows in rooms.items()
    ]
    return OPENING + "".join(tables)


def _room(path: Path) -> str:
    parts = path.relative_to(ROOT / "src" / "kaitak").parts
    return "/".join(parts[: 2 if parts[0] == "service" else 1])


def _codes(tree: ast.Module) -> Iterator[tuple[str, str]]:
    for cls in (node for node in ast.walk(tree) if isinstance(node, ast.ClassDef)):
        told = {name: _text(value) for name, value in _assignments(cls)}
        if told.get("code"):
            yield told["code"], told.get("message") or (ast.get_docstring(cls) or "").split("\n")[0]


def _assignments(cls: ast.ClassDef) -> Iterator[tuple[str, ast.expr]]:
    for node in cls.body:
        if isinstance(node, ast.Assign) and isinstance(node.targets[0], ast.Name):
            yield node.targets[0].id, node.value
        elif isinstance(node, ast.AnnAssign) and isinstance(node.target, ast.Name) and node.value:
            yield node.target.id, node.value


def _text(value: ast.expr) -> str:
    if isinstance(value, ast.Call) and value.args:
        return _text(value.args[0])
    return value.value if isinstance(value, ast.Constant) and isinstance(value.value, str) else ""


if __name__ == "__main__":
    TARGET.write_text(describe(), encoding="utf-8")
