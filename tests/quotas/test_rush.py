"""What must hold while 64 clients rush an intake on a durable PostgreSQL server, some transactions are rolled
back after everything was written, and the server is killed in the middle."""

import time
from collections import Counter
from collections.abc import Iterator

import pytest

from tests.quotas.rush.arena import Arena, Rush, arena, plans

pytestmark = pytest.mark.concurrency
ABORTS = 0.02
USED = "SELECT count(*) FROM quotas_ticket WHERE state IN ('held', 'secured')"
USED_BY_POOL = (
    "SELECT pool_id, count(*) FROM quotas_ticket WHERE state IN ('held', 'secured') GROUP BY pool_id"
)


@pytest.fixture(scope="module")
def ground() -> Iterator[Arena]:
    """A durable server for this module."""
    with arena() as made:
        yield made


def check_invariants(ground: Arena, rush: Rush, *, overall: int, each: int) -> None:
    """Assert that no place was lost or given twice, nobody was overtaken, and nothing that was told is gone."""
    assert ground.call("check") == {"differing": [], "faults": []}
    assert ground.ask(USED) == [(overall,)]
    assert max(places for _, places in ground.ask(USED_BY_POOL)) <= each
    _assert_all_told_is_kept(ground, rush)
    _assert_nobody_was_overtaken(ground, rush)


def _assert_all_told_is_kept(ground: Arena, rush: Rush) -> None:
    kept = dict(ground.ask('SELECT "case", state FROM quotas_ticket'))
    assert "unanswered" not in {one["state"] for one in rush.told}
    for one in rush.granted():
        expected = {"secured"} if one.get("paid") == "secured" else {"held", "secured"}
        assert kept[one["case"]] in expected


def _assert_nobody_was_overtaken(ground: Arena, rush: Rush) -> None:
    """Nobody is refused before somebody of the same pool is granted; whoever was told first has a lower number."""
    decided = ground.ask("SELECT pool_id, number, reason FROM quotas_ticket ORDER BY arrival, id")
    assert [number for _, number, _ in decided] == list(range(1, len(decided) + 1))
    refused = Counter[int]()
    for pool, _, reason in decided:
        assert reason or not refused[pool]
        refused[pool] += bool(reason)
    numbered = [one for one in rush.told if "number" in one]
    events = [(one["at"] - one["seconds"], 0, one["number"]) for one in numbered]
    events += [(one["at"], 1, one["number"]) for one in numbered]
    highest_told = 0
    for _, is_told, number in sorted(events):
        assert is_told or number > highest_told
        highest_told = max(highest_told, number) if is_told else highest_told


def kill_at(ground: Arena, *places: int) -> None:
    """Kill the server each time so many places are used, and start it again."""
    for wanted in places:
        while ground.ask(USED)[0][0] < wanted:
            time.sleep(0.02)
        ground.server.kill()
        ground.server.restart()


def test_a_rush_gives_out_every_place_once_and_in_order(ground: Arena) -> None:
    ground.open_intake(240, 90)

    rush = ground.rush(plans(attempts=512, aborts=ABORTS, pays=0.5))

    check_invariants(ground, rush, overall=240, each=90)
    assert len(rush.granted()) == 240


def test_no_grant_that_was_told_is_lost_when_the_server_is_killed(ground: Arena) -> None:
    ground.open_intake(240, 90)

    rush = ground.rush(
        plans(attempts=512, aborts=ABORTS, pays=0.5), meanwhile=lambda: kill_at(ground, 40, 150)
    )

    check_invariants(ground, rush, overall=240, each=90)


def test_the_same_rush_without_a_lock_gives_out_more_than_there_is(ground: Arena) -> None:
    ground.open_intake(100, 100)

    rush = ground.rush(plans(way="read_decide_write", attempts=320))

    ((held,),) = ground.ask("SELECT held FROM quotas_intake")
    assert len(rush.granted()) > 100
    assert held <= 100


@pytest.mark.slow
@pytest.mark.parametrize("run", range(10))
def test_ten_rushes_with_three_kills_each(ground: Arena, run: int) -> None:
    ground.open_intake(1000, 300)

    rush = ground.rush(
        plans(attempts=2432, aborts=ABORTS, pays=0.5),
        meanwhile=lambda: kill_at(ground, 100 + 20 * run, 400 + 20 * run, 750 + 10 * run),
    )

    check_invariants(ground, rush, overall=1000, each=300)
