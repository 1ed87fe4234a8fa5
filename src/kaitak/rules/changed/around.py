"""Changes around the rules: routes that open and close, fees, places, documents, declarations."""

from collections.abc import Iterator
from datetime import date, timedelta
from itertools import pairwise

from kaitak.rules.changed.change import Change
from kaitak.rules.changed.rules import exact
from kaitak.rules.changed.teller import Teller
from kaitak.rules.changed.wording import joined, say
from kaitak.rules.combine import awards_in, criteria_in
from kaitak.rules.fees import Amounts, Issuance, Tariff
from kaitak.rules.model import Quota, Route, Tree
from kaitak.rules.procedures import Procedure
from kaitak.rules.reach import Thing
from kaitak.rules.texts import number
from kaitak.rules.versions import BEGINNING, END

ONE_DAY = timedelta(days=1)


def route_changes(teller: Teller, route: Route) -> Iterator[Change]:
    """Yield when a route opened and closed, and when other criteria were asked for."""
    thing, title = Thing("route", route.id), title_of(teller, route)
    for version in route.open:
        if version.start.latest == BEGINNING:
            continue
        how = "may_open" if version.start.latest == END else "opened"
        yield teller.of_version(thing, version, how, title, routes=(route.id,))
        if version.until and version.until < date.max:
            cited = teller.policy.citation(version)
            start = exact(version.until + ONE_DAY)
            yield teller.at(thing, start, "closed", title, source=cited, routes=(route.id,))
    yield from _requirements(teller, route, thing, title)


def title_of(teller: Teller, route: Route) -> str:
    """Return a route's title with its scheme's."""
    scheme = teller.policy.schemes[route.scheme].short_title.in_language(teller.lang)
    title = route.title.in_language(teller.lang)
    return f"{scheme}: {title}" if teller.lang == "en" else f"{scheme}：{title}"


def _requirements(teller: Teller, route: Route, thing: Thing, title: str) -> Iterator[Change]:
    for before, version in pairwise(route.require.versions):
        old, new = (_asked(one.content) for one in (before, version))
        sides = [[one for one in a if one not in b] for a, b in ((new, old), (old, new))]
        added, removed = (tuple(_words(teller, *one) for one in side) for side in sides)
        yield teller.of_version(
            thing, version, "asked_all", title, routes=(route.id,), added=added, removed=removed
        )


def _asked(tree: Tree | str) -> list[tuple[str, int]]:
    """Return the criteria of a requirement, each with the points it is worth: none outside a points test."""
    worth = {award.when: award.points for award in awards_in(tree)}
    return [(name, worth.get(name, 0)) for name in dict.fromkeys(criteria_in(tree))]


def _words(teller: Teller, criterion: str, points: int) -> str:
    words = teller.words(teller.policy.criteria[criterion].text)
    if not points:
        return words
    return say("worth", teller.lang, what=words, points=number(points, "point", teller.lang))


def fee_changes(teller: Teller, tariff: Tariff) -> Iterator[Change]:
    """Yield every new tariff."""
    thing, routes = Thing("tariff", tariff.id), _served(teller, tariff)
    title = _tariff_title(teller, tariff)
    for before, version in pairwise(tariff.timeline.versions):
        old, new = (amounts_text(one.content, teller.lang) for one in (before, version))
        yield teller.of_version(thing, version, "fee", title, before=old, after=new, routes=routes)


def _served(teller: Teller, tariff: Tariff) -> tuple[str, ...]:
    if isinstance(tariff.serves, tuple):
        return tariff.serves
    schemes = teller.policy.schemes
    wanted = tariff.serves == "specified"
    return tuple(one.id for one in teller.policy.routes.values() if schemes[one.scheme].specified == wanted)


def _tariff_title(teller: Teller, tariff: Tariff) -> str:
    if isinstance(tariff.serves, str):
        return say(f"fees_{tariff.serves}", teller.lang)
    titles = [title_of(teller, teller.policy.routes[name]) for name in tariff.serves]
    return say("fees_of", teller.lang, of=joined(titles, teller.lang))


def amounts_text(amounts: Amounts, lang: str) -> str:
    """Return one structure of fees in words."""
    application = say("application_fee", lang, amount=number(amounts.application, "hkd", lang))
    issuance = say("issuance_fee", lang, amount=_issuance(amounts.issuance, lang))
    return joined([application if amounts.application else "", issuance], lang)


def _issuance(fee: int | Issuance, lang: str) -> str:
    if isinstance(fee, int):
        return number(fee, "hkd", lang)
    more, otherwise = (number(one, "hkd", lang) for one in (fee.more, fee.otherwise))
    return say("tiers", lang, more=more, otherwise=otherwise, days=number(fee.days, "day", lang))


def quota_changes(teller: Teller, quota: Quota) -> Iterator[Change]:
    """Yield when places began and ended."""
    thing, title = Thing("quota", quota.id), quota.title.in_language(teller.lang)
    named = tuple(one.id for one in teller.policy.routes.values() if one.quota == quota.id)
    routes = named or tuple(one.id for one in teller.policy.routes.values() if one.scheme == quota.scheme)
    source = teller.policy.cite(quota.source, quota.at)
    if quota.first:
        after = number(quota.overall, "place", teller.lang)
        yield teller.at(
            thing, exact(quota.first), "quota_opened", title, source=source, after=after, routes=routes
        )
    if quota.last:
        start = exact(quota.last + ONE_DAY)
        yield teller.at(thing, start, "quota_closed", title, source=source, routes=routes)


def procedure_changes(teller: Teller, procedure: Procedure) -> Iterator[Change]:
    """Yield documents that came and went, and declarations in new words."""
    opened = min(
        (version.start.latest.date() for name in procedure.routes for version in _route(teller, name).open),
        default=date.max,
    )
    for rule in procedure.documents:
        thing = Thing("document", f"{procedure.id}.{rule.party}.{rule.id}")
        title, source = (
            teller.words(rule.title),
            teller.policy.cite(rule.source, rule.at, rule.confidence),
        )
        ends = [(rule.first, "document_added"), (rule.last and rule.last + ONE_DAY, "document_dropped")]
        for day, how in ends:
            if day and day > opened:
                yield teller.at(thing, exact(day), how, title, source=source, routes=procedure.routes)
    for declaration in procedure.declarations:
        thing = Thing("declaration", f"{procedure.id}.{declaration.id}")
        for _, version in pairwise(declaration.timeline.versions):
            title = procedure.title.in_language(teller.lang)
            yield teller.of_version(thing, version, "declared", title, routes=procedure.routes)


def _route(teller: Teller, name: str) -> Route:
    return teller.policy.routes[name]
