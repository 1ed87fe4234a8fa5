"""The interface itself: its operations, how it refuses, how often it may be asked."""

from typing import Any

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from ninja import NinjaAPI
from ninja.errors import HttpError, ValidationError
from ninja.throttling import AnonRateThrottle

from kaitak.rules import FactError, InputError, UnknownName
from kaitak.service.portals.admission.source import source_of
from kaitak.service.portals.api.questions import router


class EachAddress(AnonRateThrottle):
    """So many requests a minute from one address."""

    def get_ident(self, request: HttpRequest) -> str:
        """Return the address of whoever asks, as the guards against guessing see it."""
        return source_of(request)


api = NinjaAPI(
    title="Kaitak",
    version="1",
    description="Hong Kong's talent-admission schemes as published: answers with their sources. They advise; "
    "approval is always for the authorities to decide. Nothing that is sent is kept.",
    docs_url=None,
    urls_namespace="api-v1",
    throttle=[EachAddress(settings.API_RATE)],
)
api.add_router("", router)


@api.get("/", summary="What there is", tags=["about"], include_in_schema=False)
def index(request: HttpRequest) -> dict[str, Any]:
    """Return the operations with their addresses."""
    described = api.get_openapi_schema()
    return {
        "openapi": "/api/v1/openapi.json",
        "operations": [
            {"method": method.upper(), "address": address, "summary": operation.get("summary", "")}
            for address, methods in described["paths"].items()
            for method, operation in methods.items()
        ],
    }


def _refuse(request: HttpRequest, status: int, *errors: dict[str, Any]) -> HttpResponse:
    return api.create_response(request, {"errors": list(errors)}, status=status)


@api.exception_handler(InputError)
def wrong_input(request: HttpRequest, error: InputError) -> HttpResponse:
    """Say where the input is wrong, and what would be right."""
    code = error.code if isinstance(error, FactError) else "wrong_input"
    return _refuse(request, 422, {"code": code, "path": error.path, "message": error.message})


@api.exception_handler(UnknownName)
def unknown_name(request: HttpRequest, error: UnknownName) -> HttpResponse:
    """Name the nearest known name."""
    return _refuse(request, 404, {"code": "unknown_name", "message": str(error), "nearest": error.nearest})


@api.exception_handler(ValidationError)
def wrong_shape(request: HttpRequest, error: ValidationError) -> HttpResponse:
    """Say which parameter has no such form."""
    return _refuse(
        request,
        422,
        *(
            {"code": one["type"], "path": ".".join(map(str, one["loc"])), "message": one["msg"]}
            for one in error.errors
        ),
    )


@api.exception_handler(HttpError)
def not_answered(request: HttpRequest, error: HttpError) -> HttpResponse:
    """Answer what the library refuses by itself in the same form: no JSON, too many requests."""
    code = {429: "too_many_requests"}.get(error.status_code, "wrong_request")
    status = 422 if error.status_code == 400 else error.status_code
    return _refuse(request, status, {"code": code, "message": str(error)})
