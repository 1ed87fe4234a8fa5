"""Addresses for tests of the pages alone: the style guide and the pages for what went wrong."""

from typing import Never

from django.conf.urls.i18n import i18n_patterns
from django.core.exceptions import BadRequest, PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.urls import path

from kaitak.service.pages.errors import csrf_failure, too_many_requests
from kaitak.service.pages.styleguide.views import style_guide
from kaitak.service.portals.admission import admits, anyone
from tests.pages import working_pages


def refuse(request: HttpRequest) -> Never:
    raise PermissionDenied


def misread(request: HttpRequest) -> Never:
    raise BadRequest


def break_down(request: HttpRequest) -> Never:
    raise RuntimeError("as a test asked")


def wait(request: HttpRequest) -> HttpResponse:
    return too_many_requests(request, seconds=90)


urlpatterns = i18n_patterns(
    path("style/", admits(anyone)(style_guide)),
    path("refuse/", admits(anyone)(refuse)),
    path("misread/", admits(anyone)(misread)),
    path("break/", admits(anyone)(break_down)),
    path("wait/", admits(anyone)(wait)),
    path("conditional/", admits(anyone)(working_pages.conditional)),
    path("one/", admits(anyone)(working_pages.one)),
    path("every-kind/", admits(anyone)(working_pages.every_kind)),
    path("records/", admits(anyone)(working_pages.records)),
    path("documents/", admits(anyone)(working_pages.documents)),
    path("fresh/", admits(anyone)(working_pages.fresh)),
    path("expired/", admits(anyone)(csrf_failure)),
)

handler400 = "kaitak.service.pages.errors.bad_request"
handler403 = "kaitak.service.pages.errors.forbidden"
handler404 = "kaitak.service.pages.errors.not_found"
handler500 = "kaitak.service.pages.errors.server_error"
