"""Which parties a browser session is: at most one for each case."""

from django.http import HttpRequest

from kaitak.service.people.models import Party

KEY = "parties"


def let_in(request: HttpRequest, party: Party) -> None:
    """Let the browser act as ``party`` in its case from now on. The session gets a new key against fixation."""
    request.session.cycle_key()
    request.session[KEY] = {**request.session.get(KEY, {}), party.case: str(party.pk)}


def let_out(request: HttpRequest, case: str) -> None:
    """End the browser's part in ``case``."""
    request.session[KEY] = {key: value for key, value in request.session.get(KEY, {}).items() if key != case}


def party_in(request: HttpRequest, case: str) -> Party | None:
    """Return the party this browser is in ``case``, or None."""
    party_id = request.session.get(KEY, {}).get(case)
    return Party.objects.filter(pk=party_id, case=case).first() if party_id else None


def cases_of(request: HttpRequest) -> list[str]:
    """Return the cases this browser takes part in."""
    return list(request.session.get(KEY, {}))
