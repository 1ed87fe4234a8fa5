"""The pages of the mail reader."""

from io import BytesIO

from django.http import FileResponse, Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from kaitak.service.portals.admission import admits, anyone
from kaitak.service.portals.sandbox.mailbox import Letter, find_letter, letters
from kaitak.service.portals.sandbox.menu import menu


@require_safe
@admits(anyone)
def listing(request: HttpRequest) -> HttpResponse:
    """Show what was sent, newest first; ``q`` keeps what has it in an address or the subject."""
    wanted = request.GET.get("q", "").strip()
    context = {
        "letters": letters(wanted),
        "wanted": wanted,
        "navigation_items": menu(request.path),
    }
    return render(request, "sandbox/mail.html", context)


@require_safe
@admits(anyone)
def message(request: HttpRequest, name: str) -> HttpResponse:
    """Show one letter: its links can be followed, its attachments downloaded."""
    context = {"letter": _letter(name), "navigation_items": menu(request.path)}
    return render(request, "sandbox/message.html", context)


@require_safe
@admits(anyone)
def attachment(request: HttpRequest, name: str, number: int) -> FileResponse:
    """Give an attachment as a download."""
    attached = _letter(name).attachments
    if number >= len(attached):
        raise Http404
    found = attached[number]
    return FileResponse(
        BytesIO(found.content), as_attachment=True, filename=found.filename, content_type=found.content_type
    )


def _letter(name: str) -> Letter:
    letter = find_letter(name)
    if letter is None:
        raise Http404
    return letter
