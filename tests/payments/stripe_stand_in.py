"""A stand-in for the part of Stripe's API that the adapter uses, on the loopback interface.

It keeps Checkout sessions and refunds in memory, answers one idempotency key once, and refuses what Stripe would
refuse. ``pay``, ``refuse`` and ``expire`` do what a payer or time would; ``webhook`` signs a body as Stripe does.
"""

import json
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any
from urllib.parse import parse_qsl, urlsplit

import stripe

KEY, SECRET = "sk_test_stand_in", "whsec_stand_in"
Answer = tuple[int, dict[str, Any]]


@dataclass
class StandIn:
    """What the stand-in keeps."""

    address: str = ""
    sessions: dict[str, dict[str, Any]] = field(default_factory=dict)
    refunds: dict[str, dict[str, Any]] = field(default_factory=dict)
    answered: dict[str, Answer] = field(default_factory=dict)
    asked: list[dict[str, str]] = field(default_factory=list)
    is_down: bool = False
    refund_status: str = "succeeded"

    def pay(self, session: str) -> None:
        """Let the payer pay."""
        self.sessions[session] |= {
            "status": "complete",
            "payment_status": "paid",
            "payment_intent": f"pi_{session}",
        }

    def wait(self, session: str, intent: str = "processing") -> None:
        """Let the payer finish with a means whose money comes later, or not."""
        self.sessions[session] |= {
            "status": "complete",
            "payment_intent": f"pi_{session}",
            "intent_status": intent,
        }

    def expire(self, session: str) -> None:
        """Let the session's time pass."""
        self.sessions[session]["status"] = "expired"

    def webhook(
        self, kind: str, session: str, *, at: int, key: str = "evt_1"
    ) -> tuple[bytes, dict[str, str]]:
        """Return the body and headers of an event about ``session``."""
        event = {"id": key, "object": "event", "type": kind, "data": {"object": self._shown(session, [])}}
        body = json.dumps(event)
        header = stripe.WebhookSignature.generate_signature_header(body, SECRET, timestamp=at)
        return body.encode(), {"Stripe-Signature": header}

    def answer(self, method: str, path: str, form: dict[str, str], key: str) -> Answer:
        """Return status and body, the same again for a key that was answered before."""
        if self.is_down:
            return 503, {"error": {"type": "api_error", "message": "down"}}
        if method == "POST" and key in self.answered:
            return self.answered[key]
        status, body = self._route(method, path.removeprefix("/v1/").split("/"), form)
        if method == "POST" and key:
            self.answered[key] = (status, body)
        return status, body

    def _route(self, method: str, parts: list[str], form: dict[str, str]) -> Answer:
        match method, parts:
            case "POST", ["checkout", "sessions"]:
                return self._open(form)
            case "GET", ["checkout", "sessions", session]:
                return 200, self._shown(session, [form.get("expand[0]", "")])
            case "POST", ["checkout", "sessions", session, "expire"]:
                if self.sessions[session]["status"] != "open":
                    return _refused("Only open sessions can be expired.")
                self.expire(session)
                return 200, self._shown(session, [])
            case "POST", ["refunds"]:
                return self._refund(form)
            case "GET", ["refunds", refund]:
                return 200, self.refunds[refund]
            case "GET", ["refunds"]:
                return 200, {"object": "list", "data": list(self.refunds.values()), "has_more": False}
        return _refused(f"No such address: {'/'.join(parts)}")

    def _open(self, form: dict[str, str]) -> Answer:
        self.asked.append(form)
        if form["line_items[0][price_data][currency]"] != "hkd" or form["mode"] != "payment":
            return _refused("Only payments in HKD.")
        name = f"cs_test_{len(self.sessions) + 1}"
        self.sessions[name] = {
            "id": name,
            "object": "checkout.session",
            "amount_total": int(form["line_items[0][price_data][unit_amount]"]),
            "client_reference_id": form["client_reference_id"],
            "expires_at": int(form["expires_at"]),
            "payment_intent": None,
            "payment_status": "unpaid",
            "status": "open",
            "url": f"https://checkout.stripe.com/c/pay/{name}",
        }
        return 200, self._shown(name, [])

    def _refund(self, form: dict[str, str]) -> Answer:
        paid = next(
            (one for one in self.sessions.values() if one["payment_intent"] == form["payment_intent"]), None
        )
        if paid is None or paid["payment_status"] != "paid":
            return _refused("No such payment.")
        if any(one["payment_intent"] == form["payment_intent"] for one in self.refunds.values()):
            return _refused("Charge has already been refunded.", "charge_already_refunded")
        name = f"re_{len(self.refunds) + 1}"
        self.refunds[name] = {
            "id": name,
            "object": "refund",
            "amount": int(form["amount"]),
            "payment_intent": form["payment_intent"],
            "status": self.refund_status,
        }
        return 200, self.refunds[name]

    def _shown(self, name: str, expand: list[str]) -> dict[str, Any]:
        shown = dict(self.sessions[name])
        intent_status = shown.pop("intent_status", "succeeded")
        if expand == ["payment_intent"] and shown["payment_intent"]:
            shown["payment_intent"] = {
                "id": shown["payment_intent"],
                "object": "payment_intent",
                "status": intent_status,
            }
        return shown


def _refused(message: str, code: str = "invalid") -> Answer:
    return 400, {"error": {"type": "invalid_request_error", "message": message, "code": code}}


@contextmanager
def running() -> Iterator[StandIn]:
    """Serve a new stand-in until the block ends."""
    stand_in = StandIn()

    class Handler(BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            self._answer(dict(parse_qsl(urlsplit(self.path).query)))

        def do_POST(self) -> None:
            length = int(self.headers.get("Content-Length") or 0)
            self._answer(dict(parse_qsl(self.rfile.read(length).decode())))

        def _answer(self, form: dict[str, str]) -> None:
            if self.headers.get("Authorization") != f"Bearer {KEY}":
                status, body = 401, {"error": {"type": "invalid_request_error", "message": "Invalid API key"}}
            else:
                key = self.headers.get("Idempotency-Key") or ""
                status, body = stand_in.answer(self.command, urlsplit(self.path).path, form, key)
            sent = json.dumps(body).encode()
            self.send_response(status)
            self.send_header("Content-Type", "application/json")
            self.send_header("Content-Length", str(len(sent)))
            if status >= 500:
                self.send_header("Stripe-Should-Retry", "false")
            self.end_headers()
            self.wfile.write(sent)

        def log_message(self, *args: object) -> None:
            """Keep quiet."""

    server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    server.daemon_threads = True
    thread = threading.Thread(target=server.serve_forever, args=(0.02,), daemon=True)
    thread.start()
    stand_in.address = f"http://127.0.0.1:{server.server_port}"
    try:
        yield stand_in
    finally:
        server.shutdown()
        server.server_close()
        thread.join()
