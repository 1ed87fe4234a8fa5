"""The start page of a scheme's application, and the draft that its button opens."""

from datetime import datetime

from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods

from kaitak import rules
from kaitak.service.applications.days import hong_kong_day
from kaitak.service.applications.policy import current_policy
from kaitak.service.applications.services import open_draft
from kaitak.service.pages.carried import read
from kaitak.service.pages.languages import current_language
from kaitak.service.people.errors import TooManyAttempts
from kaitak.service.people.services import count_attempt
from kaitak.service.portals.admission import ActorRequest, admits, anyone
from kaitak.service.portals.admission.sessions import let_in
from kaitak.service.portals.admission.source import source_of
from kaitak.service.portals.applicant.prefilling import prefill
from kaitak.service.portals.applicant.preparing import prepare

USUAL = "entry"
MOST_DRAFTS = 30


@require_http_methods(["GET", "HEAD", "POST"])
@never_cache
@admits(anyone)
def start(request: ActorRequest, scheme: str) -> HttpResponse:
    """Say what is needed and who does what; the button opens a draft, which takes answers of the interview in.

    ``?kind=`` names another procedure.
    """
    policy = current_policy()
    if scheme not in policy.schemes:
        raise Http404
    offered = [one for one in policy.procedures.values() if one.scheme == scheme and one.pages]
    if not offered:
        return _nothing_online(request, policy, scheme)
    procedure = _chosen(request, offered)
    now = timezone.now()
    preparation = prepare(policy, procedure, now, current_language().tag)
    refused = ""
    if request.method == "POST" and preparation.may_start:
        try:
            return _open(request, procedure, now)
        except TooManyAttempts as error:
            refused = str(error)
    context = {
        "preparation": preparation,
        "refused": refused,
        "code": scheme,
        "others": [
            (one.name, one.title.in_language(current_language().tag)) for one in offered if one != procedure
        ],
        "now": now,
    }
    status = 429 if refused else 409 if request.method == "POST" else 200
    return render(request, "applicant/apply.html", context, status=status)


def _open(request: ActorRequest, procedure: rules.Procedure, now: datetime) -> HttpResponse:
    """Open a draft, take carried answers in, and let the applicant in.

    So many an hour from one address, or a script could fill the store.
    """
    count_attempt("draft", source_of(request), at=now, most=MOST_DRAFTS, minutes=60)
    group, party = open_draft(
        scheme=procedure.scheme, kind=procedure.name, language=current_language().code, at=now
    )
    carried = read(request.POST.get("answers", ""), current_policy(), hong_kong_day(now))
    prefill(group, party, carried.answers, now)
    let_in(request, party)
    return redirect("filing:tasks", group.pk)


def _chosen(request: ActorRequest, offered: list[rules.Procedure]) -> rules.Procedure:
    """Return the procedure asked for; where none is, the one for entry, else the first there is."""
    kind = request.GET.get("kind")
    found = next((one for one in offered if one.name == (kind or USUAL)), None)
    if found is None and kind:
        raise Http404
    return found or offered[0]


def _nothing_online(request: ActorRequest, policy: rules.Policy, scheme: str) -> HttpResponse:
    row, language = policy.scheme(scheme), current_language().tag
    context = {
        "code": scheme,
        "scheme": row.title.in_language(language),
        "official_page": row.official_page,
    }
    return render(request, "applicant/not_online.html", context)
