"""Files and letters of a case: pictures made by us to look at, originals only as a download."""

from uuid import UUID

from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.utils.http import content_disposition_header
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

from kaitak.service.documents import selectors as documents
from kaitak.service.documents.errors import CaseErased, CheckUnavailable, DocumentError, FileGone, NoSuchPage
from kaitak.service.documents.models import Upload
from kaitak.service.notices.letters import pdf_of
from kaitak.service.notices.models import Letter
from kaitak.service.people.actors import Role
from kaitak.service.portals.admission import ActorRequest, admits
from kaitak.service.portals.officer.frame import office

STATUS: dict[type[DocumentError], int] = {FileGone: 410, CaseErased: 410, CheckUnavailable: 503}


@require_safe
@never_cache
@admits(Role.OFFICER)
def picture(request: ActorRequest, file: UUID, upload: UUID, page: int) -> HttpResponse:
    """Return our picture of one page."""
    found = get_object_or_404(Upload, pk=upload, case=str(file), removed_at=None)
    try:
        return HttpResponse(documents.picture(found, page), content_type="image/jpeg")
    except NoSuchPage as error:
        raise Http404 from error
    except DocumentError as error:
        return _not_there(request, file, error)


@require_safe
@never_cache
@admits(Role.OFFICER)
def original(request: ActorRequest, file: UUID, upload: UUID) -> HttpResponse:
    """Return a file as it came, to save."""
    found = get_object_or_404(Upload, pk=upload, case=str(file), removed_at=None)
    try:
        content = documents.original(found)
    except DocumentError as error:
        return _not_there(request, file, error)
    return attachment(content, found.filename, "application/octet-stream")


@require_safe
@never_cache
@admits(Role.OFFICER)
def letter(request: ActorRequest, file: UUID, letter: UUID) -> HttpResponse:
    """Return a letter as PDF."""
    found = get_object_or_404(Letter, pk=letter, case=str(file))
    return attachment(pdf_of(found), f"{found.kind}.pdf", "application/pdf")


def _not_there(request: ActorRequest, file: UUID, error: DocumentError) -> HttpResponse:
    """Say why a file cannot be shown: gone, erased, or the check that draws its pages is not at hand."""
    context = {"error": error, "back": reverse("officer:case", args=[file])}
    return office(request, "officer/not_there.html", context, status=STATUS.get(type(error), 409))


def attachment(content: bytes, name: str, media_type: str) -> HttpResponse:
    """Return bytes as a download that no browser opens in the page."""
    response = HttpResponse(content, content_type=media_type)
    response.headers["Content-Disposition"] = _disposition(name)
    response.headers["X-Content-Type-Options"] = "nosniff"
    return response


def _disposition(name: str) -> str:
    return content_disposition_header(as_attachment=True, filename=name) or "attachment"
