"""Simulations as pictures: one bar a route, by verdict or by who gains and who loses. SVG, without a library."""

from collections.abc import Iterator, Sequence
from html import escape

from kaitak.rules.bulk.counts import ANY, Counts
from kaitak.rules.bulk.simulation import Group, Simulation

WIDTH, LABEL, BAR, ROW, TOP = 960, 250, 560, 22, 56
COLOURS = {"meets": "#0b6b53", "undetermined": "#c9c3b1", "fails": "#a5441f"}
MOVES = {"winners": "#0b6b53", "unchanged": "#e3dfd2", "losers": "#a5441f"}
TEXT, QUIET = "#1b1b1b", "#5c5a52"


def chart(found: Simulation, title: str) -> str:
    """Return the picture of a simulation."""
    moved = any(count.moves for group in found.groups for count in group.routes.values())
    colours = MOVES if moved else COLOURS
    lines, height = [], TOP
    for group in found.groups:
        lines += list(_group(group, found, height, colours))
        height += ROW * (len(_names(found)) + 2)
    return "\n".join([_opening(title, height), *_legend(colours), *lines, "</svg>", ""])


def _opening(title: str, height: int) -> str:
    size = f'width="{WIDTH}" height="{height}" viewBox="0 0 {WIDTH} {height}"'
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" {size} role="img" font-family="sans-serif" font-size="12">\n'
        f"<title>{escape(title)}</title>\n"
        f'<rect width="100%" height="100%" fill="#ffffff"/>\n'
        f'<text x="12" y="22" font-size="16" font-weight="bold" fill="{TEXT}">{escape(title)}</text>'
    )


def _legend(colours: dict[str, str]) -> Iterator[str]:
    for place, (name, colour) in enumerate(colours.items()):
        x = LABEL + place * 130
        yield f'<rect x="{x}" y="34" width="12" height="12" fill="{colour}"/>'
        yield f'<text x="{x + 18}" y="44" fill="{QUIET}">{name}</text>'


def _names(found: Simulation) -> list[str]:
    hidden = set(found.closed) if not found.closed_under_reform else set()
    return [*(name for name in found.routes if name not in hidden), ANY]


def _group(group: Group, found: Simulation, top: int, colours: dict[str, str]) -> Iterator[str]:
    told = f"{'' if group.value is None else f'{group.value}: '}{group.people:,} people"
    yield f'<text x="12" y="{top + 15}" font-weight="bold" fill="{TEXT}">{escape(told)}</text>'
    for place, name in enumerate(_names(found), start=1):
        yield from _bar(name, group.routes[name], group.people, top + place * ROW, colours)


def _bar(name: str, counts: Counts, people: int, top: int, colours: dict[str, str]) -> Iterator[str]:
    sizes = _sizes(counts, people)
    yield f'<text x="{LABEL - 10}" y="{top + 14}" text-anchor="end" fill="{TEXT}">{escape(name)}</text>'
    x = float(LABEL)
    for size, colour in zip(sizes, colours.values(), strict=True):
        width = BAR * size / people if people else 0
        yield f'<rect x="{x:.1f}" y="{top + 2}" width="{width:.1f}" height="{ROW - 6}" fill="{colour}"/>'
        x += width
    told = f"+{sizes[0]:,} −{sizes[2]:,}" if counts.moves else f"{sizes[0]:,}"
    yield f'<text x="{LABEL + BAR + 10}" y="{top + 14}" fill="{QUIET}">{told}</text>'


def _sizes(counts: Counts, people: int) -> Sequence[int]:
    if counts.moves:
        return counts.winners, people - counts.winners - counts.losers, counts.losers
    return counts.meets, counts.undetermined, counts.fails
