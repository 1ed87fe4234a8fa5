"""The pages of the test gateway: what a payer would see at a bank or wallet, and how the payment shall end."""

from typing import Any

from django import forms
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from kaitak.service.payments.methods import Flow, Method
from kaitak.service.payments.qr import qr_picture
from kaitak.service.payments.sandbox_gateway.codes import code_of
from kaitak.service.payments.sandbox_gateway.desk import DELAYS, Scenario, choose, hasten
from kaitak.service.payments.sandbox_gateway.gateway import FLOWS, visible_state
from kaitak.service.payments.sandbox_gateway.models import SandboxPayment
from kaitak.service.payments.sandbox_gateway.post import deliver_notices
from kaitak.service.portals.admission import admits, anyone
from kaitak.service.portals.sandbox.menu import menu

MOST_SHOWN = 50
TEST_CARDS = {
    Method.VISA: "4242 4242 4242 4242",
    Method.MASTERCARD: "5555 5555 5555 4444",
    Method.UNIONPAY: "6200 0000 0000 0005",
    Method.JCB: "3530 1113 3330 0000",
}


class ScenarioForm(forms.Form):
    """How the payment shall end."""

    scenario = forms.ChoiceField(
        label=_("How shall this payment end?"),
        choices=Scenario.choices,
        initial=Scenario.SUCCESS,
        widget=forms.RadioSelect,
        error_messages={"required": _("Choose how this payment shall end.")},
    )


@require_safe
@admits(anyone)
def index(request: HttpRequest) -> HttpResponse:
    """Show what can be tried here."""
    return render(request, "sandbox/index.html", {"navigation_items": menu(request.path)})


@require_safe
@admits(anyone)
def listing(request: HttpRequest) -> HttpResponse:
    """Show the newest test payments and what the gateway still keeps back."""
    now = timezone.now()
    found = SandboxPayment.objects.order_by("-opened_at").prefetch_related("notices")[:MOST_SHOWN]
    rows = [_shown(payment, now) for payment in found]
    return render(request, "sandbox/payments.html", {"rows": rows, "navigation_items": menu(request.path)})


@require_http_methods(["GET", "HEAD", "POST"])
@admits(anyone)
def pay(request: HttpRequest, token: str) -> HttpResponse:
    """Show a payment as its payer would see it, or end it as the tester chose and send the browser back."""
    payment, now = get_object_or_404(SandboxPayment, token=token), timezone.now()
    is_choice = request.method == "POST" and "card_number" not in request.POST
    form = ScenarioForm(request.POST if is_choice else None)
    if is_choice and form.is_valid():
        payment = choose(token, form.cleaned_data["scenario"], at=now)
        deliver_notices(at=now)
        is_silent = payment.scenario in DELAYS
        if FLOWS[Method(payment.method)] != Flow.QR and not is_silent:
            return redirect(payment.return_url)
        return redirect("sandbox:pay", token)
    context = {
        "form": form,
        "navigation_items": menu(request.path),
        **_shown(payment, now),
        **_means(payment),
    }
    return render(request, "sandbox/pay.html", context)


@require_POST
@admits(anyone)
def deliver_now(request: HttpRequest, token: str) -> HttpResponse:
    """Let what the gateway keeps back about a payment be known at once."""
    get_object_or_404(SandboxPayment, token=token)
    now = timezone.now()
    hasten(token, at=now)
    deliver_notices(at=now)
    return redirect("sandbox:pay", token)


def _shown(payment: SandboxPayment, now: Any) -> dict[str, Any]:
    state = SandboxPayment.State(visible_state(payment, at=now))
    return {
        "payment": payment,
        "method": Method(payment.method).label,
        "state": state,
        "state_label": state.label,
        "scenario": Scenario(payment.scenario).label if payment.scenario else "",
        "notices": list(payment.notices.order_by("pk")),
        "keeps_back": state == SandboxPayment.State.PROCESSING,
    }


def _means(payment: SandboxPayment) -> dict[str, Any]:
    method = Method(payment.method)
    is_code = FLOWS[method] == Flow.QR
    return {
        "card": TEST_CARDS.get(method, ""),
        "is_pps": method == Method.PPS,
        "is_fps": method == Method.FPS,
        "code": code_of(payment) if is_code else "",
        "picture": qr_picture(code_of(payment)) if is_code else "",
    }
