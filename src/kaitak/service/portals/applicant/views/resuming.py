"""Come back to a draft or an application from any device: temporary reference, date of birth, mailed code."""

from datetime import datetime

from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods

from kaitak.service.applications.policy import current_policy
from kaitak.service.applications.services import find_for_resume, resume
from kaitak.service.people.errors import CodeExpired, CodeNotRight, ServiceError
from kaitak.service.portals.admission import ActorRequest, admits, anyone
from kaitak.service.portals.admission.sessions import let_in
from kaitak.service.portals.applicant.forms import CodeForm, ResumeForm
from kaitak.service.portals.applicant.guarded import refused, status_of_page

ASKED = "resuming"


@require_http_methods(["GET", "HEAD", "POST"])
@never_cache
@admits(anyone)
def ask(request: ActorRequest) -> HttpResponse:
    """Ask which application it is, and mail the code."""
    posted = request.POST if request.method == "POST" else None
    form = ResumeForm(posted, initial={"reference": request.GET.get("reference", "")})
    if form.is_valid() and _is_mailed(form, timezone.now()):
        request.session[ASKED] = form.cleaned_data["reference"]
        return redirect("applicant:resume_code")
    context = {"form": form, "title": _("Go on with your application"), "button_text": _("Send me a code")}
    return render(request, "applicant/resume.html", context, status=status_of_page(form))


def _is_mailed(form: ResumeForm, at: datetime) -> bool:
    try:
        find_for_resume(form.cleaned_data["reference"], form.cleaned_data["date_of_birth"], at=at)
    except ServiceError as error:
        refused(form, error)
    return not form.errors


@require_http_methods(["GET", "HEAD", "POST"])
@never_cache
@admits(anyone)
def code(request: ActorRequest) -> HttpResponse:
    """Ask for the mailed code, and let its owner in."""
    reference = request.session.get(ASKED)
    if reference is None:
        return redirect("applicant:resume")
    form = CodeForm(request.POST if request.method == "POST" else None)
    if form.is_valid():
        try:
            party = resume(reference, form.cleaned_data["code"], at=timezone.now())
        except (CodeNotRight, CodeExpired) as error:
            form.add_error("code", str(error))
        except ServiceError as error:
            refused(form, error)
        else:
            del request.session[ASKED]
            let_in(request, party)
            return redirect("filing:tasks", party.case)
    again = f"{reverse('applicant:resume')}?reference={reference}"
    context = {
        "form": form,
        "title": _("Check your e-mail"),
        "back": again,
        "again": again,
        "minutes": current_policy().operator("code_minutes"),
    }
    return render(request, "applicant/resume_code.html", context, status=status_of_page(form))
