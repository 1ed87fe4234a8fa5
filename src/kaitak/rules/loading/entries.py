"""What the entries of a section become, each built when it is first asked for."""

from collections.abc import Callable, ItemsView, Iterator, KeysView, Sequence, ValuesView
from typing import Any, TypeVar

T = TypeVar("T")


class Entries(dict[str, T]):
    """A section by id, in order. An entry that was built is found as fast as in any other dictionary."""

    def __init__(self, names: Callable[[], Sequence[str]], build: Callable[[str], T]) -> None:
        super().__init__()
        self._names, self._build = names, build
        self._known: dict[str, None] | None = None

    def _ids(self) -> dict[str, None]:
        if self._known is None:
            self._known = dict.fromkeys(self._names())
        return self._known

    def __missing__(self, name: str) -> T:
        if name not in self._ids():
            raise KeyError(name)
        return self.setdefault(name, self._build(name))

    def __contains__(self, name: object) -> bool:
        return name in self._ids()

    def __iter__(self) -> Iterator[str]:
        return iter(self._ids())

    def __len__(self) -> int:
        return len(self._ids())

    def get(self, name: str, default: Any = None) -> Any:
        """Return an entry, or a default where there is none of that id."""
        return self[name] if name in self._ids() else default

    def keys(self) -> Any:
        """Return the ids, in order."""
        return KeysView(self)

    def values(self) -> Any:
        """Return every entry, in order."""
        return ValuesView(self)

    def items(self) -> Any:
        """Return ids and entries, in order."""
        return ItemsView(self)
