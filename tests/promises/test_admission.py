"""Every address of the service is one page, and every page says whom it admits."""

from collections.abc import Callable, Iterator
from typing import Any

import pytest
from django.urls import URLPattern, URLResolver, get_resolver

from kaitak.service.portals.admission.admits import admitted_by
from kaitak.service.portals.admission.middleware import SIGN_IN

LIBRARY = "allauth."


def _patterns(resolver: URLResolver, before: str = "") -> Iterator[tuple[str, URLPattern]]:
    for one in resolver.url_patterns:
        address = before + str(one.pattern)
        if isinstance(one, URLResolver):
            yield from _patterns(one, address)
        else:
            yield address, one


ROUTES = list(_patterns(get_resolver("kaitak.service.config.urls")))


def _is_library(view: Callable[..., Any]) -> bool:
    return str(getattr(view, "__module__", "")).startswith(LIBRARY)


@pytest.mark.parametrize(("address", "route"), ROUTES, ids=[address for address, _ in ROUTES])
def test_every_page_says_whom_it_admits(address: str, route: URLPattern) -> None:
    is_said = admitted_by(route.callback) is not None

    assert callable(route.callback)
    assert is_said or _is_library(route.callback), (
        f"{address} says nothing; the middleware refuses everybody."
    )


def test_what_is_open_without_saying_so_are_pages_of_the_sign_in_library_and_no_others() -> None:
    named = {route.name: route for _, route in ROUTES if route.name in SIGN_IN}

    assert set(named) == SIGN_IN
    assert all(_is_library(route.callback) for route in named.values())


def test_no_two_addresses_have_one_name() -> None:
    names = [
        (address.split("/")[1:2], route.lookup_str, route.name) for address, route in ROUTES if route.name
    ]

    assert len(ROUTES) > 50
    assert len(names) == len(set(map(str, names)))
