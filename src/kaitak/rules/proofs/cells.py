"""Cut the values of facts into cells: within one, every atom says the same."""

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from functools import lru_cache
from itertools import chain, combinations, product
from typing import Any

from kaitak.rules import nodes
from kaitak.rules.model import UNSOURCED
from kaitak.rules.policy import Policy
from kaitak.rules.proofs.formulas import Atom
from kaitak.rules.trace import Known, evaluate

ORDERED = ("int", "day")
MOST_CODES, MOST_CELLS = 10, 20_000
LEAST, MOST = 0, 10**9
FIRST_DAY, LAST_DAY = date(1900, 1, 1).toordinal(), date(2100, 12, 31).toordinal()
ELSEWHERE = "~another"
PLACES = ("ISL", "CHE", "NOR", "BRA", "KEN")
FIELD = "."
Values = Mapping[str, Any]


@dataclass(frozen=True)
class Cell:
    """Values of some facts, and what every atom over them says then; of the ``open`` ones either may be so."""

    values: Values
    truths: Mapping[Atom, bool]
    open: tuple[Atom, ...] = ()


class Reading:
    """Gives an atom's names their values."""

    def __init__(self, policy: Policy, day: date) -> None:
        self.policy, self.day = policy, day
        self.tax_year_begins = policy.calendar.tax_year_begins
        self.values: Values = {}
        self.figures: Values = {}

    def says(self, atom: Atom, values: Values) -> bool | None:
        """Return what an atom says of some values."""
        self.values, self.figures = values, dict(atom.figures)
        known = evaluate(atom.node, self).value if atom.node else None
        return known if isinstance(known, bool) else None

    def compared(self, node: nodes.Comparison, op: str, atom: Atom, values: Values) -> bool | None:
        """Return what a comparison would say with another operator."""
        other = nodes.Comparison(node.type, op, node.left, node.right)
        return self.says(Atom(atom.key, other, atom.figures), values)

    def fact(self, name: str) -> Known:
        """Return a fact's value; the day of application is the day in question."""
        return Known(self.day if name == "applied_on" else self.values.get(name))

    def field(self, name: str) -> Known:
        """Return a field's value."""
        return Known(self.values.get(FIELD + name))

    def figure(self, identifier: str) -> Known:
        """Return the figure of the atom, looked up by its key."""
        value = self.figures[identifier]
        if isinstance(value, Mapping):
            value = value.get(self.values.get(self.policy.figures[identifier].by), UNSOURCED)
        return Known(UNSOURCED if value is None else value)

    def listed(self, name: str, item: Known) -> Known:
        """Say whether a representative is on a list: the list's own name stands for any row of it."""
        return Known(None if item.value is None else item.value == name)


def names_in(policy: Policy, atom: Atom) -> tuple[str, ...]:
    """Return the facts and fields that an atom reads, the keys of its figures too."""
    if atom.node is None:
        return ()
    facts = [one for one in nodes.facts_in(atom.node) if one != "applied_on"]
    fields = [FIELD + one.name for one in atom.node.walk() if isinstance(one, nodes.FieldName)]
    keys = [
        policy.figures[name].by
        for name, value in atom.figures
        if isinstance(value, Mapping) and policy.figures[name].by
    ]
    return tuple(dict.fromkeys((*facts, *fields, *keys)))


def kind_of(policy: Policy, atom: Atom, name: str) -> str:
    """Return of which kind a fact or a field is that an atom reads."""
    if not name.startswith(FIELD):
        return policy.fact(name).type.kind
    fields = (one for one in (atom.node.walk() if atom.node else ()) if isinstance(one, nodes.FieldName))
    return next(one.type.kind for one in fields if FIELD + one.name == name)


class Cutter:
    """Cuts one group of facts that atoms bind together."""

    def __init__(self, policy: Policy, day: date, atoms: Sequence[Atom]) -> None:
        self.policy, self.atoms = policy, atoms
        self.reading = Reading(policy, day)
        self.day = day
        self.types = dict(self._types())

    def cells(self) -> list[Cell] | None:
        """Return the cells, one for each pattern of truths; ``None`` where the facts cannot be cut so."""
        ordered = [name for name, type_ in self.types.items() if type_.kind in ORDERED]
        discrete = {name: list(self._codes(name)) for name in self.types if name not in ordered}
        if len(ordered) > 1 or not all(discrete.values()):
            return None
        found: dict[tuple[bool, ...], Cell] = {}
        for values in product(*discrete.values()):
            chosen = dict(zip(discrete, values, strict=True))
            for cell in self._along(ordered[0] if ordered else "", chosen):
                for one in self._variants(cell):
                    said = tuple(one.truths.values())
                    if said not in found or len(one.open) < len(found[said].open):
                        found[said] = one
                if len(found) > MOST_CELLS:
                    return None
        return list(found.values())

    def _variants(self, values: Values) -> Iterator[Cell]:
        """Yield a cell for each way in which the atoms that say nothing could turn out."""
        said = {atom: self.reading.says(atom, values) for atom in self.atoms}
        undecided = tuple(atom for atom, one in said.items() if one is None)
        for choice in product((True, False), repeat=len(undecided)):
            chosen = dict(zip(undecided, choice, strict=True))
            truths = {atom: bool(chosen.get(atom, one)) for atom, one in said.items()}
            yield Cell(values, truths, undecided)

    def _types(self) -> Iterator[tuple[str, nodes.Type]]:
        for atom in self.atoms:
            for part in atom.node.walk() if atom.node else ():
                if isinstance(part, nodes.FieldName):
                    yield FIELD + part.name, part.type
                elif isinstance(part, nodes.FactName) and part.name != "applied_on":
                    yield part.name, part.type
            for name in names_in(self.policy, atom):
                if not name.startswith(FIELD):
                    yield name, self.policy.fact(name).type

    def _codes(self, name: str) -> Iterable[Any]:
        """Yield values of a fact that is not ordered."""
        type_ = self.types[name]
        if type_.kind == "bool":
            return (True, False)
        mentioned = list(dict.fromkeys(self._mentioned(name)))
        if type_.kind in ("code", "text"):
            closed = sorted(type_.codes) if type_.codes else None
            return closed or (*mentioned, self._unmentioned(name, mentioned))
        if type_.kind in ("codes", "texts"):
            several = _classes(self, name, [*mentioned, self._unmentioned(name, mentioned)])
            return _subsets(several) if len(several) <= MOST_CODES else ()
        return ()

    def _mentioned(self, name: str) -> Iterator[str]:
        """Yield the codes a fact is set against; a list stands for its rows."""
        for atom in self.atoms:
            if name not in names_in(self.policy, atom) or atom.node is None:
                continue
            for _, value in atom.figures:
                yield from sorted(value) if isinstance(value, frozenset) else ()
            for part in atom.node.walk():
                if isinstance(part, nodes.ListName):
                    yield part.name
                elif isinstance(part, nodes.Constant):
                    several = part.value if isinstance(part.value, frozenset) else (part.value,)
                    yield from sorted(one for one in several if isinstance(one, str))

    def _unmentioned(self, name: str, mentioned: Sequence[str]) -> str:
        """Return a value that nothing mentions: a country where the fact is one."""
        is_place = not name.startswith(FIELD) and self.policy.fact(name).kind in ("country", "countries")
        known: tuple[str, ...] = (*PLACES, ELSEWHERE) if is_place else (ELSEWHERE,)
        return next(one for one in known if one not in mentioned)

    def _along(self, ordered: str, chosen: dict[str, Any]) -> Iterator[dict[str, Any]]:
        """Yield the chosen values with one of each cell of the ordered fact, where there is one."""
        if not ordered:
            yield chosen
            return
        low, high = self._range(ordered)
        make: Callable[[int], Any] = date.fromordinal if self.types[ordered].kind == "day" else int
        points = {low}
        for atom in self.atoms:
            points |= set(self._cuts(atom, ordered, chosen, (low, high), make))
        for point in sorted(points):
            yield {**chosen, ordered: make(point)}

    def _cuts(
        self, atom: Atom, name: str, chosen: Values, ends: tuple[int, int], make: Callable[[int], Any]
    ) -> Iterator[int]:
        """Yield the first value of each cell: a comparison turns once for ``<`` and once for ``<=``."""
        node = atom.node
        if not isinstance(node, nodes.Comparison) or name not in names_in(self.policy, atom):
            return
        for op in ("<", "<="):

            def says(point: int, op: str = op) -> bool | None:
                return self.reading.compared(node, op, atom, {**chosen, name: make(point)})

            low, high = ends
            first = says(low)
            if first is None or says(high) == first:
                continue
            while high - low > 1:
                middle = (low + high) // 2
                low, high = (middle, high) if says(middle) == first else (low, middle)
            yield high

    def _range(self, name: str) -> tuple[int, int]:
        """Return the least and the most that a fact can be."""
        limits = {} if name.startswith(FIELD) else self.policy.fact(name).limits
        if self.types[name].kind == "int":
            return int(limits.get("least", LEAST)), int(limits.get("most", MOST))
        not_before = "" if name.startswith(FIELD) else self.policy.fact(name).not_before
        first = self.day.toordinal() if not_before == "applied_on" else FIRST_DAY
        return first, self.day.toordinal() if limits.get("latest") == "applied_on" else LAST_DAY


@lru_cache(maxsize=4096)
def cells_of(policy: Policy, day: date, atoms: tuple[Atom, ...]) -> list[Cell] | None:
    """Return the cells of a group of atoms; ``None`` where its facts cannot be cut."""
    return Cutter(policy, day, atoms).cells()


def _classes(cutter: Cutter, name: str, codes: Sequence[str]) -> list[str]:
    """Return one code for each class of codes that every atom treats alike."""
    found: dict[tuple[bool | None, ...], str] = {}
    others = {other: next(iter(cutter._codes(other)), None) for other in cutter.types if other != name}  # noqa: SLF001
    for code in codes:
        values = {**others, name: frozenset([code])}
        found.setdefault(tuple(cutter.reading.says(atom, values) for atom in cutter.atoms), code)
    return list(found.values())


def _subsets(codes: Sequence[str]) -> Iterator[frozenset[str]]:
    several = chain.from_iterable(combinations(codes, size) for size in range(len(codes) + 1))
    yield from map(frozenset, several)
