"""Look for a person of whom a formula holds: every cell is tried, and what cannot hold any more is cut off."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from kaitak.rules.policy import Policy
from kaitak.rules.proofs.cells import ORDERED, Cell, cells_of, kind_of, names_in
from kaitak.rules.proofs.formulas import Atom, Part, atoms_of, truth

MOST_STEPS = 20_000


@dataclass(frozen=True)
class Found:
    """A person of whom a formula holds: values of facts; ``assumed`` are the things that no fact decides."""

    values: dict[str, Any]
    assumed: tuple[str, ...] = ()


@dataclass
class Search:
    """One search; ``ended`` is false where it was given up."""

    policy: Policy
    day: date
    most: int = MOST_STEPS
    steps: int = 0
    ended: bool = True
    truths: dict[Atom, bool | None] = field(default_factory=dict)

    def someone(self, formula: Part) -> Found | None:
        """Return somebody of whom the formula holds; ``None`` where there is nobody, if ``ended``."""
        groups = list(components(self.policy, self.day, list(dict.fromkeys(atoms_of(formula)))))
        self.truths = {}
        chosen = self._descend(formula, groups, 0)
        if chosen is None:
            return None
        values = {name: value for cell in chosen for name, value in cell.values.items()}
        assumed = [
            f"{'' if cell.truths[atom] else 'not '}{atom.key}" for cell in chosen for atom in cell.open
        ]
        return Found(values, tuple(assumed))

    def _descend(self, formula: Part, groups: Sequence[Sequence[Cell]], depth: int) -> list[Cell] | None:
        self.steps += 1
        if self.steps > self.most:
            self.ended = False
            return None
        now = truth(formula, self.truths)
        if now is False:
            return None
        if now is True or depth == len(groups):
            return [] if now else None
        for cell in groups[depth]:
            self.truths.update(cell.truths)
            rest = self._descend(formula, groups, depth + 1)
            if rest is not None:
                return [cell, *rest]
        for atom in groups[depth][0].truths:
            self.truths[atom] = None
        return None


def components(policy: Policy, day: date, atoms: Sequence[Atom]) -> Iterator[list[Cell]]:
    """Yield the cells of each group of facts that atoms bind together, in the order of the atoms."""
    for group in _bound(policy, atoms):
        cells = None if _is_loose(policy, group[0]) else cells_of(policy, day, tuple(group))
        if cells:
            yield cells
        else:
            yield from ([Cell({}, {atom: said}, (atom,)) for said in (True, False)] for atom in group)


def _is_loose(policy: Policy, atom: Atom) -> bool:
    """Say whether an atom stands for itself: it reads no fact, or sets two days or numbers against each other."""
    kinds = [kind_of(policy, atom, name) for name in names_in(policy, atom)]
    return not kinds or sum(kind in ORDERED for kind in kinds) > 1


def _bound(policy: Policy, atoms: Iterable[Atom]) -> list[list[Atom]]:
    """Return the atoms in groups that share no fact."""
    groups: list[tuple[set[str], list[Atom]]] = []
    for atom in atoms:
        names = set() if _is_loose(policy, atom) else set(names_in(policy, atom))
        joined = [one for one in groups if one[0] & names]
        together = [one for _, group in joined for one in group] + [atom]
        place = groups.index(joined[0]) if joined else len(groups)
        for one in joined:
            names |= one[0]
        groups = [one for one in groups if one not in joined]
        groups.insert(place, (names, together))
    return [group for _, group in groups]
