"""The program stays in pieces that one can read at a sitting."""

import ast
import re
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.promises.files import kept, short

MOST_LINES_OF_A_MODULE = 500
MOST_LINES_OF_A_FUNCTION = 50
LEFT_OPEN = re.compile(r"\b(TO" + r"DO|FIX" + r"ME)\b")
VAGUE = {"utils.py", "helpers.py", "common.py", "misc.py"}


def functions(path: Path) -> Iterator[tuple[str, int]]:
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef):
            yield (
                f"{short(path)}:{node.lineno} {node.name}",
                (node.end_lineno or node.lineno) - node.lineno + 1,
            )


def source() -> list[Path]:
    return [path for path in kept("src/*.py") if "migrations" not in path.parts]


def test_no_module_is_longer_than_five_hundred_lines() -> None:
    lines = {
        short(path): path.read_text(encoding="utf-8").count("\n") for path in [*source(), *kept("tests/*.py")]
    }

    assert {name: count for name, count in lines.items() if count > MOST_LINES_OF_A_MODULE} == {}


def test_no_function_is_longer_than_fifty_lines() -> None:
    lines = {name: count for path in source() for name, count in functions(path)}

    assert {name: count for name, count in lines.items() if count > MOST_LINES_OF_A_FUNCTION} == {}


def test_half_of_the_functions_are_shorter_than_ten_lines() -> None:
    lines = sorted(count for path in source() for _, count in functions(path))

    assert lines[len(lines) // 2] <= 10


def test_nothing_is_left_open_in_a_remark() -> None:
    open_ = [
        f"{short(path)}: {found.group()}"
        for path in kept("src", "tools", "policy", "benchmarks", "docs", "web", "Makefile")
        if path.suffix in {".py", ".md", ".yaml", ".html", ".txt", ".js", ".css", ".typ", ""}
        for found in [LEFT_OPEN.search(path.read_text(encoding="utf-8"))]
        if found
    ]

    assert open_ == []


def test_every_module_is_named_after_what_it_holds() -> None:
    assert [short(path) for path in source() if path.name in VAGUE] == []


@pytest.mark.parametrize("folder", sorted({path.parent for path in kept("tests/**/test_*.py")}), ids=short)
def test_every_folder_of_tests_is_a_package(folder: Path) -> None:
    assert (folder / "__init__.py").is_file(), (
        f"{short(folder)} has no __init__.py: its tests cannot be told apart"
    )
