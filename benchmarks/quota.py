"""How fast places are given out, beside a plain insert and a locked counter in the same run.

    .venv/bin/python -m benchmarks.quota [--attempts 1280] [--runs 3]

Sixty-four clients in two processes, each client with a connection of its own, rush one intake on a PostgreSQL
server started for the run, with fsync and synchronous_commit on. A third of them want the first trade, so a
trade's quota and the overall one both bind. All ways go through Django and write the same audit record, so what
differs is the way; the bare insert shows what the server and the clients can do without either. A client of the
ticket's way counts its answer, not its place in the line. Clients and server share the machine's cores: read the
ratios and medians, not single numbers.
"""

import argparse
import os
import statistics
import sys
from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from tests.quotas.rush.arena import Arena, Rush, arena, plans

WAYS = {
    "bare_insert": "bare insert, one statement, no framework",
    "plain_insert": "plain insert with its audit record",
    "locked_counter": "locked counter",
    "ticket": "ticket and one allocator (ours)",
}
LINE = """
INSERT INTO quotas_ticket (intake_id, pool_id, "case", places, person_digest, key, secret, paid, state, counted,
                           reason, sent_at)
SELECT i.id, p.id, n::text, 1, n::text, n::text, '', false, 'queued', 'queued', '', now()
FROM generate_series(1, %s) n, quotas_intake i, LATERAL (
  SELECT id FROM quotas_pool WHERE intake_id = i.id AND n > 0 ORDER BY random() LIMIT 1) p
"""


@dataclass(frozen=True)
class Figures:
    """One way's figures of one run."""

    rate: float
    p50: float
    p99: float
    worst: float
    overtaken: int


def figures(rush: Rush) -> Figures:
    """Return what a rush gave: grants a second until the last one, and how long those who got one waited."""
    counted = rush.granted() or rush.told
    seconds = sorted(one["seconds"] for one in counted)
    span = max(one["at"] for one in counted) - min(one["at"] - one["seconds"] for one in counted)
    return Figures(
        rate=len(counted) / span,
        p50=seconds[len(seconds) // 2] * 1000,
        p99=seconds[int(len(seconds) * 0.99)] * 1000,
        worst=seconds[-1] * 1000,
        overtaken=overtaken(rush),
    )


def overtaken(rush: Rush) -> int:
    """Count those refused although they had been refused before somebody of their trade, who came later, got a place.

    Somebody came later for certain whose request began after the refusal was told.
    """
    last: dict[str, float] = defaultdict(float)
    for one in rush.granted():
        last[one["pool"]] = max(last[one["pool"]], one["at"] - one["seconds"])
    refused = [one for one in rush.told if one["state"] in {"none_left", "refused"}]
    return sum(one["at"] < last[one["pool"]] for one in refused)


def rushed(ground: Arena, way: str, attempts: int) -> Figures:
    """Run one way once."""
    print(f"{way} …", file=sys.stderr, flush=True)
    overall = attempts * 10 // 24
    ground.open_intake(overall, overall * 3 // 10)
    return figures(ground.rush(plans(way=way, attempts=attempts)))


def drained(ground: Arena, tickets: int) -> tuple[float, float]:
    """Return how many tickets in line one allocator answers a second, and how many boards a process reads."""
    ground.open_intake(tickets, tickets)
    ground.ask(LINE, tickets)
    return tickets / ground.call("drain"), ground.call("read_places")


def row(name: str, runs: Sequence[Figures], base: float) -> str:
    """Return one line of the table."""
    rates = [run.rate for run in runs]
    cells: list[Any] = [
        f"{name:42}",
        f"{statistics.median(rates):7.0f} ({min(rates):.0f}-{max(rates):.0f})".ljust(20),
        f"{statistics.median(rates) / base:5.2f}",
        *(
            f"{statistics.median(getattr(run, field) for run in runs):7.0f}"
            for field in ("p50", "p99", "worst")
        ),
        f"{max(run.overtaken for run in runs):5}",
    ]
    return " | ".join(cells)


def main() -> None:
    """Run every way in turn, so that what else the machine does falls on all alike, and print the medians."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--attempts", type=int, default=1280)
    parser.add_argument("--runs", type=int, default=3)
    asked = parser.parse_args()
    results: dict[str, list[Figures]] = {way: [] for way in WAYS}
    with arena() as ground:
        for _ in range(asked.runs):
            for way, runs in results.items():
                runs.append(rushed(ground, way, asked.attempts))
        lines = [drained(ground, asked.attempts * 2) for _ in range(asked.runs)]
    print(f"{asked.runs} runs of {asked.attempts} attempts by 64 clients; load {os.getloadavg()[1]:.1f} on")
    print(f"{os.cpu_count()} cores; fsync and synchronous_commit on; a second, median (lowest-highest)\n")
    print(f"{'':42} | {'a second':20} | ratio | p50 ms  | p99 ms  | worst   | overtaken")
    base = statistics.median(run.rate for run in results["plain_insert"])
    for way, name in WAYS.items():
        print(row(name, results[way], base))
    alone, reads = (statistics.median(line[place] for line in lines) for place in (0, 1))
    print(f"\none allocator alone, a line of {asked.attempts * 2}: {alone:.0f} a second")
    print(f"places left, read by one process: {reads:.0f} a second")


if __name__ == "__main__":
    main()
