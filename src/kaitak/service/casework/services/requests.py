"""Further documents: asked for by letter with a day to reply by; given by the party; accepted by an officer."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime
from uuid import UUID

from django.db import transaction
from django.utils.timezone import localdate

from kaitak.service.applications.models import Part
from kaitak.service.audit.services import record
from kaitak.service.casework import letters, policies
from kaitak.service.casework.errors import ItemNotOpen, NothingAsked, NothingGiven, ReplyDayPassed
from kaitak.service.casework.locking import lock_case_file, move
from kaitak.service.casework.models import CaseFile, DocumentRequest, RequestedItem
from kaitak.service.documents.models import Upload
from kaitak.service.people.actors import Actor
from kaitak.service.people.errors import PermissionRefused


@dataclass(frozen=True, slots=True)
class Wanted:
    """One document to ask for: of which part, what it is, and what it has to show."""

    part_id: str
    title: str
    explanation: str = ""


@transaction.atomic
def ask_for_documents(
    case: UUID | str, wanted: Sequence[Wanted], *, reply_by: date, by: Actor, at: datetime
) -> list[DocumentRequest]:
    """Ask for documents; the people's and the company's go in a letter each, in the party's language.

    Raises NothingAsked or ReplyDayPassed.
    """
    case_file = lock_case_file(case)
    policies.check_is_officer(by)
    asked = [one for one in wanted if one.title.strip()]
    if not asked:
        raise NothingAsked
    if reply_by <= localdate(at):
        raise ReplyDayPassed

    parts = {str(part.pk): part for part in Part.objects.filter(group_id=case)}
    of_company = [one for one in asked if parts[one.part_id].kind == Part.Kind.COMPANY]
    of_people = [one for one in asked if parts[one.part_id].kind != Part.Kind.COMPANY]
    made = [
        _ask(case_file, party, mine, parts, reply_by, by, at)
        for party, mine in (("applicant", of_people), ("company", of_company))
        if mine
    ]
    move(case_file, CaseFile.Stage.WAITING)
    return made


def _ask(
    case_file: CaseFile,
    party: str,
    wanted: Sequence[Wanted],
    parts: dict[str, Part],
    reply_by: date,
    by: Actor,
    at: datetime,
) -> DocumentRequest:
    letter = letters.write_request(case_file.group, party, wanted, parts, reply_by=reply_by, at=at)
    request = DocumentRequest.objects.create(
        case_file=case_file,
        letter=letter,
        party=party,
        asked_by=by.identifier,
        asked_at=at,
        reply_by=reply_by,
    )
    RequestedItem.objects.bulk_create(
        RequestedItem(
            request=request,
            part=parts[one.part_id],
            title=one.title.strip(),
            explanation=one.explanation.strip(),
        )
        for one in wanted
    )
    case = case_file.group.case
    record("documents.asked", case=case, about=str(request.pk), by=by, at=at, details={"items": len(wanted)})
    letters.tell_of_request(case_file.group, request, by=by, at=at)
    return request


@transaction.atomic
def answer_request(request_id: UUID | str, *, by: Actor, at: datetime) -> DocumentRequest:
    """Hand in the files added for a request. A reply is not yet an acceptance. Raises NothingGiven or ItemNotOpen."""
    case = DocumentRequest.objects.values_list("case_file_id", flat=True).get(pk=request_id)
    case_file = lock_case_file(case)
    request = DocumentRequest.objects.select_for_update().get(pk=request_id)
    if by.case != str(case):
        raise PermissionRefused
    if request.state == DocumentRequest.State.SETTLED:
        raise ItemNotOpen

    given = [item for item in request.items.all() if _has_files(case, item)]
    if not given:
        raise NothingGiven
    for item in given:
        if item.state == RequestedItem.State.ASKED:
            item.state = RequestedItem.State.GIVEN
            item.save(update_fields=["state"])
    request.state, request.answered_at = DocumentRequest.State.ANSWERED, at
    request.save(update_fields=["state", "answered_at"])
    move(case_file, CaseFile.Stage.ANSWERED)
    record(
        "documents.given", case=str(case), about=str(request.pk), by=by, at=at, details={"items": len(given)}
    )
    letters.tell_of_reply(case_file.group, request, at=at)
    return request


@transaction.atomic
def settle_item(item_id: UUID | str, *, accepted: bool, by: Actor, at: datetime) -> RequestedItem:
    """Accept one document, or say that it is not accepted (given or not). Raises ItemNotOpen."""
    case = RequestedItem.objects.values_list("request__case_file_id", flat=True).get(pk=item_id)
    case_file = lock_case_file(case)
    policies.check_is_officer(by)
    item = RequestedItem.objects.select_for_update().select_related("request").get(pk=item_id)
    if item.request.state == DocumentRequest.State.SETTLED:
        raise ItemNotOpen

    item.state = RequestedItem.State.ACCEPTED if accepted else RequestedItem.State.NOT_ACCEPTED
    item.save(update_fields=["state"])
    record(
        "documents.settled", case=str(case), about=str(item.pk), by=by, at=at, details={"accepted": accepted}
    )
    _settle_when_done(case_file, item.request, at)
    return item


def _settle_when_done(case_file: CaseFile, request: DocumentRequest, at: datetime) -> None:
    open_states = (RequestedItem.State.ASKED, RequestedItem.State.GIVEN)
    if request.items.filter(state__in=open_states).exists():
        return
    request.state, request.settled_at = DocumentRequest.State.SETTLED, at
    request.save(update_fields=["state", "settled_at"])
    if not case_file.requests.exclude(state=DocumentRequest.State.SETTLED).exists():
        move(case_file, CaseFile.Stage.CHECKING)


def _has_files(case: object, item: RequestedItem) -> bool:
    return Upload.objects.filter(case=str(case), slot=item.slot, removed_at=None).exists()
