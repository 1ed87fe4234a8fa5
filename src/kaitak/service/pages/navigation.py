"""The links every public page carries; their addresses are the published ones."""

from typing import Any

from django.utils.translation import gettext as _


def navigation_items(home: str, path: str) -> list[dict[str, Any]]:
    """Return the items of the service navigation, the one ``path`` lies under marked as current."""
    items = [
        ("find", _("Which way in?")),
        ("quota", _("Places left")),
        ("status", _("Where is my application?")),
        ("verify", _("Check an e-Visa")),
        ("help", _("Help")),
    ]
    return [_item(f"{home}{name}", text, path) for name, text in items]


def _item(address: str, text: str, path: str) -> dict[str, Any]:
    here = path.rstrip("/")
    return {
        "href": address,
        "text": text,
        "current": here == address,
        "active": here.startswith(f"{address}/"),
    }
