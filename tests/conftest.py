"""What every test may use."""

from datetime import datetime, timedelta, timezone

import pytest
from django.db import connection
from django.test import TransactionTestCase
from django.utils import translation

from kaitak.service.people.actors import Actor, ActorKind, Role
from kaitak.service.rulebook import in_force, selectors

HONG_KONG = timezone(timedelta(hours=8))
NOON = datetime(2026, 11, 23, 12, 0, tzinfo=HONG_KONG)
USES_THE_DATABASE = {"db", "transactional_db", "django_db_reset_sequences", "live_server"}
_flush = TransactionTestCase._fixture_teardown
_newest_published = selectors.newest_published
# What has no database (a test of pages alone, a test's parameters) finds that nothing was published.
selectors.newest_published = lambda: None


def _flush_past_triggers(case: TransactionTestCase) -> None:
    """Flush as Django does; on SQLite a flush deletes row by row, which append-only triggers would refuse."""
    if connection.vendor != "sqlite":
        _flush(case)
        return
    with connection.cursor() as cursor:
        cursor.execute("SELECT name, sql FROM sqlite_master WHERE type = 'trigger'")
        triggers = cursor.fetchall()
        for name, _ in triggers:
            cursor.execute(f"DROP TRIGGER {name}")
        _flush(case)
        for _, sql in triggers:
            cursor.execute(sql)


TransactionTestCase._fixture_teardown = _flush_past_triggers


@pytest.fixture
def noon() -> datetime:
    """A moment on an ordinary Monday, in Hong Kong."""
    return NOON


@pytest.fixture
def officer_actor() -> Actor:
    """An officer who acts."""
    return Actor(ActorKind.ACCOUNT, "1", frozenset({Role.OFFICER}))


@pytest.fixture(autouse=True)
def _policy_of_this_test(request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch) -> None:
    """Ask anew what was published, where there is a database to ask; forget what an earlier test published."""
    marked = request.node.get_closest_marker("django_db") is not None
    if marked or not USES_THE_DATABASE.isdisjoint(request.fixturenames):
        monkeypatch.setattr(selectors, "newest_published", _newest_published)
    in_force.forget()


@pytest.fixture(autouse=True)
def _language_of_the_settings() -> None:
    """Forget the language that a page of an earlier test was read in."""
    translation.deactivate()


@pytest.fixture(autouse=True)
def _plain_and_fast(settings: object) -> None:
    """Serve static files by their own names, and hash passwords fast."""
    settings.PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]  # type: ignore[attr-defined]
    settings.STORAGES = {  # type: ignore[attr-defined]
        **settings.STORAGES,  # type: ignore[attr-defined]
        "staticfiles": {"BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"},
    }
