"""What changed, as an Atom feed: one entry a change that has come, the newest first."""

from datetime import datetime, time

from django.http import HttpResponse
from django.urls import reverse
from django.utils.feedgenerator import Atom1Feed
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from kaitak.service.applications.policy import current_policy
from kaitak.service.pages.formats import HONG_KONG
from kaitak.service.pages.languages import current_language
from kaitak.service.portals.admission import ActorRequest, admits, anyone
from kaitak.service.portals.public import clock
from kaitak.service.portals.public.past.changes import change_lines, chosen_scheme
from kaitak.service.portals.public.scheme_page.history import ChangeLine

MOST = 100


@require_safe
@admits(anyone)
def feed(request: ActorRequest) -> HttpResponse:
    """Return the feed of a scheme's changes, or of all."""
    policy, language, today = current_policy(), current_language(), clock.today()
    scheme = chosen_scheme(policy, request.GET.get("scheme", ""))
    lines = [one for one in change_lines(policy, scheme, language.code) if one.day <= today][:MOST]
    title = policy.schemes[scheme].short_title.in_language(language.code) if scheme else _("All schemes")
    page = request.build_absolute_uri(reverse("public:changes") + (f"?scheme={scheme}" if scheme else ""))
    atom = Atom1Feed(
        title=f"Kaitak · {_('What changed, and when')} · {title}",
        link=page,
        description="",
        language=language.tag,
        feed_url=request.build_absolute_uri(),
    )
    for line in lines:
        _add(atom, line, page, request.get_host())
    return HttpResponse(atom.writeString("utf-8"), content_type="application/atom+xml; charset=utf-8")


def _add(atom: Atom1Feed, line: ChangeLine, page: str, host: str) -> None:
    moment = datetime.combine(line.day, time(), HONG_KONG)
    source = f"{line.source['title']} ({line.source['confidence']})"
    told = [line.became, *line.added, *(f"− {name}" for name in line.removed), line.began, source, line.note]
    atom.add_item(
        title=f"{line.what}: {line.became}",
        link=line.source["page"] or page,
        description="\n".join(filter(None, told)),
        unique_id=f"tag:{host.partition(':')[0]},2022:{line.id}",
        pubdate=moment,
        updateddate=moment,
        categories=line.schemes,
    )
