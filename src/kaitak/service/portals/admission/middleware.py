"""Find the actor of a request, and refuse whatever the view does not admit."""

from collections.abc import Callable
from typing import Any
from urllib.parse import urlencode

from allauth.mfa.utils import is_mfa_enabled
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import redirect, render
from django.urls import reverse

from kaitak.service.people.actors import ANONYMOUS, Actor, ActorKind, Role
from kaitak.service.people.models import Account
from kaitak.service.portals.admission.admits import Anyone, admitted_by
from kaitak.service.portals.admission.sessions import party_in

OFFICE = {Role.OFFICER, Role.SUPERVISOR, Role.ADMINISTRATOR}
# The sign-in pages come from a library whose views carry no decorator; these of them are open, the rest is refused.
SIGN_IN = frozenset(
    {
        "account_login",
        "account_logout",
        "account_inactive",
        "account_reauthenticate",
        "account_change_password",
        "account_reset_password",
        "account_reset_password_done",
        "account_reset_password_from_key",
        "account_reset_password_from_key_done",
        "mfa_authenticate",
        "mfa_reauthenticate",
        "mfa_index",
        "mfa_activate_totp",
        "mfa_deactivate_totp",
        "mfa_list_webauthn",
        "mfa_add_webauthn",
        "mfa_remove_webauthn",
        "mfa_edit_webauthn",
        "mfa_reauthenticate_webauthn",
        "mfa_view_recovery_codes",
        "mfa_generate_recovery_codes",
        "mfa_download_recovery_codes",
    }
)


class AdmissionMiddleware:
    """Set ``request.actor``; let a view run only where it admits that actor."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponseBase]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        """Give the request an actor before anything reads it."""
        request.actor = ANONYMOUS  # type: ignore[attr-defined]
        return self.get_response(request)

    def process_view(
        self, request: HttpRequest, view: Callable[..., Any], args: Any, kwargs: dict[str, Any]
    ) -> HttpResponseBase | None:
        """Refuse the view, send to sign-in, or let it run."""
        actor = self._actor(request, kwargs)
        request.actor = actor  # type: ignore[attr-defined]
        whom = admitted_by(view)
        if whom is None:
            if request.resolver_match and request.resolver_match.url_name in SIGN_IN:
                return None
            raise PermissionDenied
        if any(isinstance(one, Anyone) or one in actor.roles for one in whom):
            return self._second_factor(request, actor)
        return self._refuse(request, actor, {one for one in whom if isinstance(one, Role)})

    def _actor(self, request: HttpRequest, kwargs: dict[str, Any]) -> Actor:
        if "case" in kwargs and (party := party_in(request, str(kwargs["case"]))):
            return party.actor
        if isinstance(request.user, Account) and request.user.is_active:
            return request.user.actor
        return ANONYMOUS

    def _second_factor(self, request: HttpRequest, actor: Actor) -> HttpResponse | None:
        if (
            actor.kind == ActorKind.ACCOUNT
            and not actor.roles.isdisjoint(OFFICE)
            and not is_mfa_enabled(request.user)
        ):
            return redirect("mfa_activate_totp")
        return None

    def _refuse(self, request: HttpRequest, actor: Actor, whom: set[Role]) -> HttpResponse:
        if actor.kind == ActorKind.ANONYMOUS and whom <= OFFICE:
            query = urlencode({"next": request.get_full_path()} if request.method == "GET" else {})
            return redirect(f"{reverse('account_login')}?{query}")
        if actor.kind == ActorKind.ANONYMOUS:
            return render(request, "admission/session_ended.html", status=403)
        raise PermissionDenied
