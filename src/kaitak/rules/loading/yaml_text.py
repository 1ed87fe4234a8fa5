"""YAML as the policy uses it: days stay text, and a key written twice is refused."""

from typing import Any

import yaml

MOST_DEPTH = 60
_Base: Any = getattr(yaml, "CSafeLoader", yaml.SafeLoader)


class _Loader(_Base):  # type: ignore[misc]
    """A safe loader without dates and without repeated keys."""

    yaml_implicit_resolvers = {
        first: [(tag, pattern) for tag, pattern in resolvers if tag != "tag:yaml.org,2002:timestamp"]
        for first, resolvers in _Base.yaml_implicit_resolvers.items()
    }

    def construct_mapping(self, node: Any, deep: bool = False) -> Any:  # noqa: FBT001, FBT002
        mapping: dict[Any, Any] = super().construct_mapping(node, deep=deep)
        if len(mapping) != len(node.value):
            keys = [self.construct_object(key, deep=True) for key, _ in node.value]
            repeated = next((key for key in keys if keys.count(key) > 1), "<<")
            raise yaml.constructor.ConstructorError(
                None, None, f"the key {repeated!r} stands here twice", node.start_mark
            )
        return mapping


def documents(text: str) -> list[Any]:
    """Return every document of a YAML (or JSON) text; raises ``yaml.YAMLError``."""
    return [document for document in yaml.load_all(text, _Loader) if document is not None]


def check_plain(text: str) -> None:
    """Refuse a text that nests without end or repeats parts of itself by reference."""
    check_depth(text)
    if any(isinstance(event, yaml.AliasEvent) for event in yaml.parse(text, _Loader)):
        raise yaml.YAMLError("refers to another part of itself; write it out")


def check_depth(text: str) -> None:
    """Refuse a text that nests without end, before it is composed: the C library would not survive it."""
    depth = 0
    for event in yaml.parse(text, _Loader):
        if isinstance(event, yaml.CollectionStartEvent):
            depth += 1
        elif isinstance(event, yaml.CollectionEndEvent):
            depth -= 1
        if depth > MOST_DEPTH:
            raise yaml.YAMLError(f"is nested more than {MOST_DEPTH} levels deep")


def told(error: Exception) -> str:
    """Return what is wrong with a YAML text in one line."""
    mark = getattr(error, "problem_mark", None)
    place = f" in line {mark.line + 1}" if mark else ""
    return f"{getattr(error, 'problem', None) or error}{place}"
