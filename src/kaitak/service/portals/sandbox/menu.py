"""The menu of the sandbox's pages, in place of the public one."""

from typing import Any

from django.urls import reverse
from django.utils.translation import gettext as _


def menu(path: str) -> list[dict[str, Any]]:
    """Return the items of the menu, the one ``path`` lies under marked."""
    home = reverse("sandbox:index")
    items = [("payments", "pay", _("Test payments")), ("mail", "mail", _("Mail that was sent"))]
    return [_item(reverse(f"sandbox:{name}"), text, path, f"{home}{under}") for name, under, text in items]


def _item(address: str, text: str, path: str, under: str) -> dict[str, Any]:
    return {"href": address, "text": text, "active": path.startswith(under), "current": path == address}
