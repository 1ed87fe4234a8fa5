"""What machines ask: payment providers leave notices, whoever runs the service looks after it."""

from hmac import compare_digest

from django.conf import settings
from django.http import HttpResponse, JsonResponse
from django.utils import timezone
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_POST, require_safe

from kaitak.service.payments.errors import BadSignature
from kaitak.service.payments.services import receive_notice
from kaitak.service.portals.admission import ActorRequest, admits, anyone
from kaitak.service.portals.machine.gauges import exposition
from kaitak.service.portals.machine.readiness import what_is_wrong, what_to_look_at

LARGEST_NOTICE = 256 * 1024


@csrf_exempt
@require_POST
@admits(anyone)
def payment_notice(request: ActorRequest, provider: str) -> HttpResponse:
    """Take a provider's notice: 200 once it is kept, 400 where it is not signed by that provider."""
    if int(request.headers.get("Content-Length") or 0) > LARGEST_NOTICE:
        return HttpResponse("too large", status=413, content_type="text/plain")
    try:
        is_kept = receive_notice(provider, request.body, request.headers, at=timezone.now())
    except BadSignature as error:
        return HttpResponse(str(error), status=400, content_type="text/plain")
    except LookupError as error:
        return HttpResponse(str(error), status=404, content_type="text/plain")
    return HttpResponse("kept" if is_kept else "not of interest", content_type="text/plain")


@require_safe
@admits(anyone)
def health(request: ActorRequest) -> HttpResponse:
    """Say that this process answers."""
    return HttpResponse("ok", content_type="text/plain")


@require_safe
@admits(anyone)
def readiness(request: ActorRequest) -> HttpResponse:
    """Say whether this process can serve pages, and what keeps it from that: 503 and a line for each thing.

    ``remarks`` are for whoever runs the service: pages are served all the same.
    """
    wrong = what_is_wrong()
    told = {"ready": not wrong, "wrong": wrong, "remarks": [] if wrong else what_to_look_at()}
    return JsonResponse(told, status=503 if wrong else 200)


@require_safe
@admits(anyone)
def metrics(request: ActorRequest) -> HttpResponse:
    """Print figures for Prometheus. In production whoever asks must know ``KAITAK_METRICS_TOKEN``."""
    if not settings.SANDBOX and not _knows_the_token(request):
        return HttpResponse("a bearer token is needed", status=401, content_type="text/plain")
    return HttpResponse(exposition(timezone.now()), content_type="text/plain; version=0.0.4; charset=utf-8")


def _knows_the_token(request: ActorRequest) -> bool:
    given = request.headers.get("Authorization", "").removeprefix("Bearer ")
    return bool(settings.METRICS_TOKEN) and compare_digest(given.encode(), settings.METRICS_TOKEN.encode())
