"""Files and letters of a case: pictures made by us to look at, originals only as a download."""

from uuid import UUID

from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

from kaitak.service.documents import selectors as documents
from kaitak.service.documents.errors import NoSuchPage
from kaitak.service.documents.models import Upload
from kaitak.service.notices.letters import pdf_of
from kaitak.service.notices.models import Letter
from kaitak.service.people.actors import Role
from kaitak.service.portals.admission import ActorRequest, admits


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


@require_safe
@never_cache
@admits(Role.OFFICER)
def original(request: ActorRequest, file: UUID, upload: UUID) -> HttpResponse:
    """Return a file as it came, to save."""
    found = get_object_or_404(Upload, pk=upload, case=str(file), removed_at=None)
    return attachment(documents.original(found), found.filename, "application/octet-stream")


@require_safe
@never_cache
@admits(Role.OFFICER)
def letter(request: ActorRequest, file: UUID, letter: UUID) -> HttpResponse:
    """Return a letter as PDF."""
    found = get_object_or_404(Letter, pk=letter, case=str(file))
    return attachment(pdf_of(found), f"{found.kind}.pdf", "application/pdf")


def attachment(content: bytes, name: str, media_type: str) -> HttpResponse:
    """Return bytes as a download that no browser opens in the page."""
    response = HttpResponse(content, content_type=media_type)
    response.headers["Content-Disposition"] = _disposition(name)
    response.headers["X-Content-Type-Options"] = "nosniff"
    return response


def _disposition(name: str) -> str:
    from django.utils.http import content_disposition_header

    return content_disposition_header(as_attachment=True, filename=name) or "attachment"
