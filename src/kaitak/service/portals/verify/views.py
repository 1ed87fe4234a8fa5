"""Check an e-Visa: photograph its code, give its file, or type its particulars."""

from typing import Any

from django import forms
from django.http import HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods

from kaitak.service.applications.policy import current_policy
from kaitak.service.documents.services import find_seal
from kaitak.service.evisa.verifying import Checked, check_code, check_particulars
from kaitak.service.pages.languages import current_language
from kaitak.service.people.errors import ServiceError, TooManyAttempts
from kaitak.service.people.services import count_attempt
from kaitak.service.portals.admission import ActorRequest, admits, anyone
from kaitak.service.portals.admission.source import source_of
from kaitak.service.portals.verify.answers import answer_to
from kaitak.service.portals.verify.forms import FileForm, ParticularsForm, PhotoForm

MOST_FILES = 60


@require_http_methods(["GET", "HEAD", "POST"])
@never_cache
@admits(anyone)
def by_code(request: ActorRequest) -> HttpResponse:
    """Check the code in a photograph or a file. Nothing that is shown is kept."""
    way = request.POST.get("way")
    photo = PhotoForm(*_sent(request, is_sent=way == "photo"))
    file = FileForm(*_sent(request, is_sent=request.method == "POST" and way != "photo"))
    sent = photo if photo.is_bound else file
    if sent.is_valid() and (checked := _checked(request, sent)):
        return _shown(request, checked, typed=False)
    context = {"photo": photo, "file": file, "form": sent}
    return render(request, "verify/code.html", context, status=_status(sent))


def _sent(request: ActorRequest, *, is_sent: bool) -> tuple[Any, Any]:
    return (request.POST, request.FILES) if is_sent else (None, None)


def _checked(request: ActorRequest, form: forms.Form) -> Checked | None:
    now = timezone.now()
    try:
        count_attempt("verify-file", source_of(request), at=now, most=MOST_FILES)
        return check_code(find_seal(form.cleaned_data["file"]), at=now)
    except ServiceError as error:
        form.add_error("file", forms.ValidationError(str(error), code=error.code))
    return None


@require_http_methods(["GET", "HEAD", "POST"])
@never_cache
@admits(anyone)
def by_particulars(request: ActorRequest) -> HttpResponse:
    """Check what is printed on an e-Visa. Guarded against guessing."""
    form = ParticularsForm(request.POST if request.method == "POST" else None)
    if form.is_valid() and (checked := _found(request, form)):
        return _shown(request, checked, typed=True)
    context = {
        "form": form,
        "title": _("Check an e-Visa by its particulars"),
        "button_text": _("Check"),
    }
    return render(request, "verify/particulars.html", context, status=_status(form))


def _found(request: ActorRequest, form: ParticularsForm) -> Checked | None:
    given = form.cleaned_data
    try:
        return check_particulars(
            given["number"],
            given["travel_document"],
            given["date_of_birth"],
            source=source_of(request),
            at=timezone.now(),
        )
    except ServiceError as error:
        form.add_error(None, forms.ValidationError(str(error), code=error.code))
    return None


def _status(form: forms.Form) -> int:
    if not form.errors:
        return 200
    codes = {error.code for errors in form.errors.as_data().values() for error in errors}
    return 429 if TooManyAttempts.code in codes else 422


def _shown(request: ActorRequest, checked: Checked, *, typed: bool) -> HttpResponse:
    answer = answer_to(checked, current_policy(), current_language().code, typed=typed)
    context = {"answer": answer, "typed": typed, "now": timezone.now()}
    return render(request, "verify/result.html", context)
