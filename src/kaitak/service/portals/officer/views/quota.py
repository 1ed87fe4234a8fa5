"""The supervisor's page: places, holds, suspensions, announced resumptions, the log."""

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect
from django.utils import timezone
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from kaitak.rules import language
from kaitak.service.applications.policy import current_policy
from kaitak.service.people.actors import Role
from kaitak.service.people.errors import ServiceError
from kaitak.service.portals.admission import ActorRequest, admits
from kaitak.service.portals.officer.forms import ResumptionForm, SuspendForm
from kaitak.service.portals.officer.frame import office
from kaitak.service.quotas import log, selectors
from kaitak.service.quotas.models import Intake
from kaitak.service.quotas.services import announce_resumption, lift, suspend

SHOWN = 50


@require_safe
@admits(Role.SUPERVISOR)
def show(request: ActorRequest) -> HttpResponse:
    """Show every intake as it is now."""
    return _page(request)


@require_POST
@admits(Role.SUPERVISOR)
def stop(request: ActorRequest, intake: str) -> HttpResponse:
    """Suspend a pool or the whole intake."""
    form = SuspendForm(request.POST, pools=_pools(intake), prefix=f"suspend-{intake}")
    if form.is_valid():
        pool = form.cleaned_data["pool"] or None
        try:
            suspend(intake, pool, form.cleaned_data["reason"], by=request.actor, at=timezone.now())
        except ServiceError as error:
            form.add_error(None, str(error))
        else:
            messages.success(request, _("Suspended. Drafts can be filled in and signed, but not sent."))
            return redirect("officer:quota")
    return _page(request, {f"suspend-{intake}": form})


@require_POST
@admits(Role.SUPERVISOR)
def go_on(request: ActorRequest, intake: str, suspension: int) -> HttpResponse:
    """Lift a suspension now."""
    found = selectors.suspensions(intake).filter(pk=suspension, lifted_at=None).first()
    if found is None:
        raise Http404
    pool = found.pool.code if found.pool else None
    try:
        lift(intake, pool, _("Lifted by a supervisor"), by=request.actor, at=timezone.now())
    except ServiceError as error:
        messages.error(request, str(error))
    return redirect("officer:quota")


@require_POST
@admits(Role.SUPERVISOR)
def announce(request: ActorRequest, intake: str) -> HttpResponse:
    """Announce from when released places are given out."""
    form = ResumptionForm(request.POST, pools=_pools(intake), prefix=f"resume-{intake}")
    if form.is_valid():
        pool, moment = form.cleaned_data["pool"] or None, form.cleaned_data["resumes_at"]
        try:
            announce_resumption(intake, pool, moment, by=request.actor, at=timezone.now())
        except ServiceError as error:
            form.add_error("resumes_at", str(error))
        else:
            messages.success(request, _("Announced on the public page."))
            return redirect("officer:quota")
    return _page(request, {f"resume-{intake}": form})


def _page(request: ActorRequest, sent: dict[str, object] | None = None) -> HttpResponse:
    now = timezone.now()
    intakes = [_intake(row.code, sent or {}, now) for row in Intake.objects.order_by("code")]
    context = {"intakes": intakes, "now": now}
    return office(request, "officer/quota.html", context, status=422 if sent else 200)


def _intake(code: str, sent: dict[str, object], now: timezone.datetime) -> dict[str, object]:  # type: ignore[name-defined]
    names = dict(_pools(code))
    return {
        "code": code,
        "title": _title(code),
        "board": selectors.board(code, now),
        "names": names,
        "holds": selectors.holds(code)[:SHOWN],
        "suspensions": selectors.suspensions(code).filter(lifted_at=None),
        "resumptions": selectors.resumptions(code)[:SHOWN],
        "entries": log.entries(code).order_by("-pk")[:SHOWN],
        "head": log.newest_head(code),
        "suspend": sent.get(f"suspend-{code}") or SuspendForm(pools=_pools(code), prefix=f"suspend-{code}"),
        "resume": sent.get(f"resume-{code}") or ResumptionForm(pools=_pools(code), prefix=f"resume-{code}"),
    }


def _title(intake: str) -> str:
    quota = current_policy().quotas.get(intake)
    return quota.title.in_language(language(get_language() or "en")) if quota else ""


def _pools(intake: str) -> list[tuple[str, str]]:
    """Return each pool's code with its name in the policy."""
    row = Intake.objects.filter(code=intake).first()
    if row is None:
        raise Http404
    policy, lang = current_policy(), language(get_language() or "en")
    by = policy.quotas[intake].by if intake in policy.quotas else None
    names = policy.fact(by).values if by else {}
    codes = row.pools.exclude(code="").order_by("pk").values_list("code", flat=True)
    return [(code, names[code].in_language(lang) if code in names else code) for code in codes]
