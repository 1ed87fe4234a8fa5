"""Where an application stands, for whoever has its reference number and the person's date of birth."""

from django.http import HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods

from kaitak.service.applications.models import Application
from kaitak.service.applications.policy import policy_of
from kaitak.service.applications.services import find_application
from kaitak.service.pages.languages import current_language
from kaitak.service.people.errors import ServiceError
from kaitak.service.portals.admission import ActorRequest, admits, anyone
from kaitak.service.portals.applicant.forms import ReferenceForm
from kaitak.service.portals.applicant.guarded import refused, status_of_page
from kaitak.service.portals.applicant.stations import line_of


@require_http_methods(["GET", "HEAD", "POST"])
@never_cache
@admits(anyone)
def ask(request: ActorRequest) -> HttpResponse:
    """Ask which application, and show where it stands; nothing else of the file."""
    form = ReferenceForm(request.POST if request.method == "POST" else None)
    if form.is_valid():
        try:
            found = find_application(**form.cleaned_data, at=timezone.now())
        except ServiceError as error:
            refused(form, error)
        else:
            return _shown(request, found)
    context = {
        "form": form,
        "title": _("Where is my application?"),
        "button_text": _("Show where it stands"),
    }
    return render(request, "applicant/status_ask.html", context, status=status_of_page(form))


def _shown(request: ActorRequest, found: Application) -> HttpResponse:
    now = timezone.now()
    policy, language = policy_of(found.group), current_language().tag
    context = {
        "application": found,
        "scheme": policy.scheme(found.group.scheme).title.in_language(language),
        "person": str(Application.Kind(found.kind).label),
        "stations": line_of(found, timezone.localdate(now)),
        "is_principal": found.kind == Application.Kind.PRINCIPAL,
        "now": now,
    }
    return render(request, "applicant/status.html", context)
