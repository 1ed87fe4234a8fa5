"""What a figure is called where it stands alone."""

from kaitak.rules.changed.teller import Teller
from kaitak.rules.changed.wording import say
from kaitak.rules.model import Derivation, Figure
from kaitak.rules.nodes import figures_in
from kaitak.rules.reach import figures_of
from kaitak.rules.reductions import nodes_of


def figure_title(teller: Teller, figure: Figure) -> str:
    """Return what a figure is called: its label, else the words in which it stands, with a gap for it."""
    if figure.label:
        return figure.label.in_language(teller.lang)
    for criterion in teller.policy.criteria.values():
        for version in criterion.timeline.versions:
            if figure.id in figures_of(criterion, version.content):
                return teller.words(version.content.text or criterion.text, figure.id)
    for derivation in teller.policy.derivations.values():
        if figure.id in _figures_behind(derivation):
            return derivation.fact.label.in_language(teller.lang)
    return _place(teller, figure.id)


def _figures_behind(derivation: Derivation) -> set[str]:
    nodes = [node for version in derivation.timeline.versions for node in nodes_of(version.content)]
    return {name for node in nodes for name in figures_in(node)}


def _place(teller: Teller, figure: str) -> str:
    for scheme in teller.policy.schemes.values():
        if figure in scheme.processing.values():
            return say("processing", teller.lang)
    for route in teller.policy.routes.values():
        if any(case.months == figure for case in (route.initial_stay.cases if route.initial_stay else ())):
            return say("stay", teller.lang)
    for quota in teller.policy.quotas.values():
        if quota.figure == figure:
            return quota.title.in_language(teller.lang)
    return say("pass_mark", teller.lang) if "pass_mark" in figure else figure
