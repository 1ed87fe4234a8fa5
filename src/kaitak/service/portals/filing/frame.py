"""A filing as its pages need it: the group, what the actor may see of it, the policy, the language, the moment."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date, datetime
from functools import cached_property, wraps
from typing import Any
from uuid import UUID

from django.http import Http404, HttpResponse, QueryDict
from django.shortcuts import redirect, render
from django.utils import timezone

from kaitak import rules
from kaitak.service.applications import selectors
from kaitak.service.applications.errors import GroupNotFound, NotADraft
from kaitak.service.applications.models import Group, Part
from kaitak.service.applications.policy import policy_of
from kaitak.service.applications.procedures import procedure_of
from kaitak.service.applications.reading import Reading
from kaitak.service.applications.types import GroupView, PartView
from kaitak.service.pages.languages import current_language
from kaitak.service.pages.shapes import CaseLine
from kaitak.service.people.actors import Role
from kaitak.service.portals.admission import ActorRequest, admits

PARTIES = (Role.APPLICANT, Role.DEPENDANT, Role.GUARDIAN, Role.AUTHORISED_PERSON)
View = Callable[..., HttpResponse]


@dataclass
class Filing:
    """One group on one request."""

    request: ActorRequest
    group: Group
    now: datetime

    @cached_property
    def view(self) -> GroupView:
        """What the actor may see of the group."""
        return selectors.view_for(self.request.actor, self.group, self.now)

    @cached_property
    def language(self) -> str:
        """The language of the page."""
        return current_language().code

    @property
    def posted(self) -> QueryDict | None:
        """What a form was sent with; None where the page was only asked for."""
        return self.request.POST if self.request.method == "POST" else None

    @property
    def policy(self) -> rules.Policy:
        """The policy that applies to the group."""
        return policy_of(self.group)

    @property
    def procedure(self) -> rules.Procedure:
        """The group's procedure."""
        return procedure_of(self.group)

    @property
    def day(self) -> date:
        """The day in Hong Kong that the rules are asked for."""
        return timezone.localdate(self.group.submitted_at or self.group.sent_at or self.now)

    @property
    def is_applicant(self) -> bool:
        """Tell whether the principal applicant looks."""
        return self.request.actor.is_any(Role.APPLICANT)

    def say(self, text: rules.Text | None) -> str:
        """Return a text of the policy, its figures filled in."""
        return self.policy.say(text, rules.language(self.language), self.day)

    def part(self, part_id: UUID) -> Part:
        """Return a part that the actor may fill in; 404 for any other."""
        try:
            part = selectors.get_part_for(self.request.actor, part_id)
        except GroupNotFound as error:
            raise Http404 from error
        if part.group_id != self.group.pk:
            raise Http404
        return part

    def reading(self, part: Part | None = None) -> Reading:
        """Return the group as the rules read it now."""
        return Reading(self.group, self.now, part)

    def part_view(self, part: Part) -> PartView:
        """Return what may be seen of a part."""
        return next(one for one in self.view.parts if one.id == str(part.pk))

    def render(self, template: str, context: Mapping[str, Any], status: int = 200) -> HttpResponse:
        """Return a page of the filing, with its header."""
        whole = {
            "filing": self,
            "case": self.group.pk,
            "case_line": self._line(),
            "navigation_items": [],
            **context,
        }
        return render(self.request, template, whole, status=status)

    def go(self, name: str, *args: object) -> HttpResponse:
        """Return a redirect to an address of this filing."""
        return redirect(f"filing:{name}", self.group.pk, *args)

    def _line(self) -> CaseLine:
        title = self.say(self.policy.scheme(self.group.scheme).title)
        is_draft = self.group.state == Group.State.DRAFT
        return CaseLine(
            self.view.temporary_reference,
            title,
            saved_at=self.group.saved_at if is_draft else None,
            kept_until=self.group.erase_after if is_draft else None,
        )


def filing_view(*roles: Role, only_draft: bool = False) -> Callable[[Callable[..., HttpResponse]], View]:
    """Make a view of a filing: it gets the :class:`Filing` in place of request and case.

    ``only_draft``: once sent, nothing can be changed, and the browser is sent to where the filing stands.
    """

    def decorate(function: Callable[..., HttpResponse]) -> View:
        @admits(*(roles or PARTIES))
        @wraps(function)
        def view(request: ActorRequest, case: UUID, **kwargs: Any) -> HttpResponse:
            now = timezone.now()
            try:
                filing = Filing(request, selectors.get_group_for(request.actor, case), now)
                if only_draft and filing.group.state != Group.State.DRAFT:
                    return filing.go("tasks")
                return function(filing, **kwargs)
            except GroupNotFound as error:
                raise Http404 from error
            except NotADraft:
                return redirect("filing:tasks", case)

        return view

    return decorate
