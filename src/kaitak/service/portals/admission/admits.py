"""How a view says whom it admits."""

from collections.abc import Callable
from typing import Any, Final, TypeVar

from django.http import HttpRequest, HttpResponseBase

from kaitak.service.people.actors import Actor, Role

View = TypeVar("View", bound=Callable[..., HttpResponseBase])


class ActorRequest(HttpRequest):
    """A request whose actor the middleware has found."""

    actor: Actor


class Anyone:
    """Everybody, known or not."""


anyone: Final = Anyone()


def admits(*whom: Role | Anyone) -> Callable[[View], View]:
    """Say whom a view admits: roles, or ``anyone``.

    A view with a ``case`` in its address admits a party only to that party's own case.
    """
    if not whom:
        raise TypeError("Say whom the view admits: @admits(Role.OFFICER) or @admits(anyone).")

    def decorate(view: View) -> View:
        view.admitted = whom  # type: ignore[attr-defined]
        return view

    return decorate


def admitted_by(view: Any) -> tuple[Role | Anyone, ...] | None:
    """Return whom a view admits, or None where it does not say."""
    return getattr(view, "admitted", None)
