"""Entries written once and meant for every row of a table: ``for_each: {partner: partners.csv}``."""

import csv
import re
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

from kaitak.rules.errors import did_you_mean, nearest

Row = dict[str, str]
Report = Callable[[str], None]
LEFT_OUT = object()


class Spreader:
    """Fills the placeholders of one entry from the rows of a table beside its file."""

    def __init__(self, folder: Path, report: Report) -> None:
        self.folder, self.report = folder, report

    def entries(self, identifier: Any, entry: Any) -> Iterator[tuple[Any, Any]]:
        """Yield the entry as it is, or one for every row of the table it names."""
        if not isinstance(entry, dict) or "for_each" not in entry:
            yield identifier, entry
            return
        rest = {key: value for key, value in entry.items() if key != "for_each"}
        for name, row in self._rows(entry["for_each"]):
            filler = _Filler(name, row, self.report)
            yield filler.fill(identifier), filler.fill(rest)

    def _rows(self, named: Any) -> Iterator[tuple[str, Row]]:
        tables = dict(named) if isinstance(named, dict) else {}
        where = tables.pop("where", {})
        if len(tables) != 1 or not isinstance(where, dict):
            self.report("`for_each` gives a name to the rows of one table, as {partner: partners.csv}")
            return
        name, file = next(iter(tables.items()))
        for row in self._table(str(file)):
            for column in where:
                self._check_column(column, row)
            if all(row.get(column) == (cell or "") for column, cell in where.items()):
                yield str(name), row

    def _table(self, file: str) -> Iterator[Row]:
        path = self.folder / file
        if path.is_file():
            with path.open(encoding="utf-8", newline="") as table:
                yield from csv.DictReader(table, strict=True)
        else:
            self.report(f"there is no file {file!r} beside this one")

    def _check_column(self, column: str, row: Row) -> None:
        if column not in row:
            self.report(f"the table has no column {column!r}{did_you_mean(nearest(column, row))}")


class _Filler:
    """One row: ``{partner}`` is its first cell, ``{partner.column}`` any cell."""

    def __init__(self, name: str, row: Row, report: Report) -> None:
        self.row, self.report = row, report
        self.placeholder = re.compile(rf"\{{{re.escape(name)}(?:\.([a-z0-9_]+))?\}}")

    def fill(self, value: Any) -> Any:
        """Return a value filled; a key or item whose whole text is an empty cell is left out."""
        if isinstance(value, dict):
            filled = {key: self.fill(one) for key, one in value.items()}
            return {key: one for key, one in filled.items() if one is not LEFT_OUT}
        if isinstance(value, list):
            return [one for one in map(self.fill, value) if one is not LEFT_OUT]
        return self._text(value) if isinstance(value, str) else value

    def _text(self, written: str) -> Any:
        whole = self.placeholder.fullmatch(written)
        if whole is None:
            return self.placeholder.sub(self._cell, written)
        cell = self._cell(whole)
        return _read(cell) if cell else LEFT_OUT

    def _cell(self, match: re.Match[str]) -> str:
        column = match[1] or next(iter(self.row))
        if column not in self.row:
            self.report(f"the table has no column {column!r}{did_you_mean(nearest(column, self.row))}")
        return self.row.get(column) or ""


def _read(cell: str) -> Any:
    if cell in ("true", "false"):
        return cell == "true"
    return int(cell) if cell.isdecimal() else cell
