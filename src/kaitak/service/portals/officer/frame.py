"""What every page of the office has round its own: navigation, and how a refusal is shown."""

from collections.abc import Mapping
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _

from kaitak.service.people.actors import Role
from kaitak.service.portals.admission import ActorRequest


def office(
    request: ActorRequest, template: str, context: Mapping[str, Any], status: int = 200
) -> HttpResponse:
    """Return a page of the office."""
    return render(request, template, {"navigation_items": navigation(request), **context}, status=status)


def navigation(request: ActorRequest) -> list[dict[str, Any]]:
    """Return the menu of the office for whoever is signed in."""
    items = [("officer:queue", _("Cases"))]
    if request.actor.is_any(Role.SUPERVISOR):
        items.append(("officer:quota", _("Quota")))
    items.append(("officer:policy", _("Policy")))
    items += [("mfa_index", _("Second factor")), ("account_logout", _("Sign out"))]
    return [_item(request, reverse(name), text) for name, text in items]


def _item(request: HttpRequest, address: str, text: str) -> dict[str, Any]:
    return {"href": address, "text": text, "current": request.path == address}
