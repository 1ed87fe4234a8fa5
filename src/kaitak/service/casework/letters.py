"""The office's letters, in the language of the party they go to, each with its notice by e-mail."""

from collections.abc import Sequence
from datetime import date, datetime
from typing import TYPE_CHECKING

from django.utils import translation
from django.utils.timezone import localdate
from django.utils.translation import gettext as _

from kaitak.service.applications.days import end_of_day
from kaitak.service.applications.models import Application, Group, Part
from kaitak.service.casework.models import Decision, DocumentRequest
from kaitak.service.notices.letters import write_letter
from kaitak.service.notices.models import Letter
from kaitak.service.notices.services import Recipient, tell
from kaitak.service.notices.typesetting import Letter as Sheet
from kaitak.service.notices.typesetting import to_data, wording
from kaitak.service.people.actors import Actor
from kaitak.service.people.models import Party
from kaitak.service.people.services import issue_link

if TYPE_CHECKING:
    from kaitak.service.casework.services.requests import Wanted


def recipient_of(group: Group, party: str) -> Recipient:
    """Return where letters to the applicant, or to the company's authorised person, go."""
    person = authorised_person(group) if party == "company" else None
    return Recipient(person.email, person.language) if person else Recipient(group.email, group.language)


def authorised_person(group: Group) -> Party | None:
    """Return who acts for the company now."""
    people = Party.objects.filter(case=group.case, kind=Party.Kind.AUTHORISED_PERSON)
    return people.order_by("-created_at").first()


def name_of(part: Part) -> str:
    """Return a person's name as letters print it, the Chinese name behind."""
    latin = " ".join(name for name in (part.surname, part.given_names) if name)
    return f"{latin} {part.chinese_name}".strip()


def write_request(
    group: Group,
    party: str,
    wanted: Sequence["Wanted"],
    parts: dict[str, Part],
    *,
    reply_by: date,
    at: datetime,
) -> Letter:
    """Return a new letter that asks for documents."""
    to = recipient_of(group, party)
    with translation.override(to.language):
        sheet = Sheet(
            heading=_("Further documents are needed"),
            dated=localdate(at),
            addressee=(_addressee(group, party),),
            reference=_principal(group).reference or "",
            paragraphs=(
                _("We are processing the application named above. To go on we need the documents below."),
                _way_to_reply(party) % {"day": wording.day(reply_by, to.language)},
            ),
            items=tuple(_item(one, parts[one.part_id]) for one in wanted),
            closing=(_("If the documents do not reach us by that day, the application may lapse."),),
        )
    return _write("documents_requested", group, sheet, to, at)


def _way_to_reply(party: str) -> str:
    if party == "company":
        return _("Please send them online by %(day)s, with the link in the e-mail that brought this letter.")
    return _("Please send them online by %(day)s, with the reference number above and the date of birth.")


def tell_of_request(group: Group, request: DocumentRequest, *, by: Actor, at: datetime) -> None:
    """Send the letter of a request; the company's comes with a new link, for it has no reference to enter with."""
    to = recipient_of(group, request.party)
    reply_by = wording.day(request.reply_by, to.language)
    context = {"reference": _principal(group).reference or "", "reply_by": reply_by}
    person = authorised_person(group) if request.party == "company" else None
    kind = "documents_requested"
    if person is not None:
        until = end_of_day(request.reply_by)
        context |= {"token": issue_link(person, until=until, by=by, at=at), "language": to.language}
        kind = "company_documents_requested"
    case, about = group.case, str(request.pk)
    tell(kind, to=to, case=case, about=about, at=at, context=context, letter=request.letter)


def tell_of_reply(group: Group, request: DocumentRequest, *, at: datetime) -> None:
    """Say that a reply has come in, and that it is not yet an acceptance."""
    context = {"reference": _principal(group).reference or ""}
    to = recipient_of(group, request.party)
    tell("documents_received", to=to, case=group.case, about=str(request.pk), at=at, context=context)


def tell_of_refusal(group: Group, decisions: Sequence[Decision], *, at: datetime) -> None:
    """Send one letter about the applications that were refused together, with the reasons."""
    to = recipient_of(group, "applicant")
    with translation.override(to.language):
        sheet = Sheet(
            heading=_("Result of your application"),
            dated=localdate(at),
            addressee=(_addressee(group, "applicant"),),
            reference=_principal(group).reference or "",
            paragraphs=(_("The following applications have been considered and are refused."),),
            items=tuple(_person(decision.application) for decision in decisions),
            further=tuple(dict.fromkeys(decision.reasons for decision in decisions)),
            closing=(_("The application fee is not returned."),),
        )
    letter = _write("result_refused", group, sheet, to, at)
    context = {"reference": _principal(group).reference or ""}
    tell("result_refused", to=to, case=group.case, about=str(group.pk), at=at, context=context, letter=letter)


def tell_of_lapse(group: Group, application: Application, *, at: datetime) -> None:
    """Say that an application lapsed."""
    context = {"reference": application.reference or ""}
    to = recipient_of(group, "applicant")
    tell("application_lapsed", to=to, case=group.case, about=str(application.pk), at=at, context=context)


def _write(kind: str, group: Group, sheet: Sheet, to: Recipient, at: datetime) -> Letter:
    return write_letter(
        kind,
        case=group.case,
        about=str(group.pk),
        language=to.language,
        dated=localdate(at),
        data=to_data(sheet),
    )


def _principal(group: Group) -> Application:
    return group.applications.get(index=0)


def _addressee(group: Group, party: str) -> str:
    if party == "company":
        return _("The authorised person of the employing company")
    return name_of(_principal(group).part)


def _person(application: Application) -> str:
    return f"{name_of(application.part)}, {application.reference}"


def _item(wanted: "Wanted", part: Part) -> str:
    whose = "" if part.kind == Part.Kind.COMPANY else f"{name_of(part)}: "
    return f"{whose}{wanted.title.strip()}" + (
        f". {wanted.explanation.strip()}" if wanted.explanation.strip() else ""
    )
