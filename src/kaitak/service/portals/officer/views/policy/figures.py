"""Find a figure, and give it another value from a day on."""

from uuid import UUID

from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import get_language
from django.views.decorators.http import require_http_methods, require_safe

from kaitak.rules import language
from kaitak.rules.changed.teller import Teller
from kaitak.rules.changed.titles import figure_title
from kaitak.service.applications.policy import current_policy
from kaitak.service.people.actors import Role
from kaitak.service.people.errors import ServiceError
from kaitak.service.portals.admission import ActorRequest, admits
from kaitak.service.portals.officer.frame import office
from kaitak.service.portals.officer.policy_forms import FigureForm, FindForm
from kaitak.service.portals.officer.policy_reading import figure_lines, version_lines
from kaitak.service.rulebook import selectors
from kaitak.service.rulebook.models import Amendment
from kaitak.service.rulebook.services import Draft, save_draft
from kaitak.service.rulebook.writing import figure_overlay, joined


@require_safe
@admits(Role.OFFICER, Role.SUPERVISOR, Role.ADMINISTRATOR)
def find(request: ActorRequest) -> HttpResponse:
    """Show the figures of a scheme, or those whose words hold what is sought."""
    policy, lang = current_policy(), language(get_language() or "en")
    schemes = [(code, one.short_title.in_language(lang)) for code, one in policy.schemes.items()]
    form = FindForm(request.GET or None, schemes=schemes)
    given = form.cleaned_data if form.is_valid() else {}
    scheme, search = given.get("scheme", ""), given.get("search", "").strip()
    context = {
        "form": form,
        "lines": figure_lines(policy, lang, scheme, search) if scheme or search else [],
        "is_sought": bool(scheme or search),
        "to": request.GET.get("to", ""),
        "back": reverse("officer:policy"),
    }
    return office(request, "officer/policy/find.html", context)


@require_http_methods(["GET", "HEAD", "POST"])
@admits(Role.OFFICER, Role.SUPERVISOR, Role.ADMINISTRATOR)
def change(request: ActorRequest, figure: str) -> HttpResponse:
    """Show a figure's versions; write another one into a new draft or, with ``?to=``, into one's own."""
    policy, code = current_policy(), get_language() or "en"
    if figure not in policy.figures:
        raise Http404
    lang, draft = language(code), _draft(request)
    form = FigureForm(request.POST or None, policy=policy, figure=figure, lang=lang, asks_why=draft is None)
    if request.method == "POST" and form.is_valid():
        try:
            saved = _save(request, form, draft)
        except ServiceError as error:
            form.add_error(None, str(error))
        else:
            return redirect("officer:amendment", saved.pk)
    context = {
        "form": form,
        "figure": figure,
        "draft": draft,
        "title": figure_title(Teller(policy, lang), policy.figures[figure]),
        "versions": version_lines(policy, figure, lang, code),
        "back": reverse("officer:find_figure"),
    }
    return office(request, "officer/policy/figure.html", context)


def _draft(request: ActorRequest) -> Amendment | None:
    """Return the draft that is added to, if one is."""
    chosen = request.GET.get("to", "")
    if not chosen:
        return None
    try:
        key = UUID(chosen)
    except ValueError as error:
        raise Http404 from error
    return get_object_or_404(selectors.drafts_of(request.actor.identifier), pk=key)


def _save(request: ActorRequest, form: FigureForm, draft: Amendment | None) -> Amendment:
    added, now = figure_overlay(form.policy, form.new_figure()), timezone.now()
    if draft is None:
        given = form.cleaned_data
        return save_draft(Draft(given["title"], given["reason"], added), by=request.actor, at=now)
    content = joined(draft.content, added)
    whole = Draft(draft.title, draft.reason, content)
    return save_draft(whole, by=request.actor, at=now, amendment_id=draft.pk)
