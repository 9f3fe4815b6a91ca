"""A month of requests for a peer advisor, with and without each rule; part of `make simulation`.

    python -m tests.simulation.advising --days 30 --seed 1
"""
import argparse
import sys
from multiprocessing import get_context

from tests.simulation.advising.playing import fortnight, simulated
from tests.simulation.advising.setting import Setting

AWAY = {
    "two advisors away for two weeks: one has named a cover, one has told nobody": {},
    "the same, and nobody has told anybody": {"with_cover": False},
    "the same, and no task is made": {"with_cover": False, "with_tasks": False},
}
NO_CLOCK = frozenset({"the clock"})


def main() -> int:
    asked = argparse.ArgumentParser(description=__doc__)
    asked.add_argument("--days", type=int, default=30)
    asked.add_argument("--seed", type=int, default=1)
    said = asked.parse_args()
    one = {"seed": said.seed, "days": said.days, "requests": 4 * said.days}
    runs = {
        "twelve advisors": Setting(**one),
        "six advisors": Setting(**one, advisors=6),
        "twelve, nobody else is asked after 12 hours": Setting(**one, without=NO_CLOCK),
        "six, nobody else is asked after 12 hours": Setting(**one, advisors=6, without=NO_CLOCK),
        "twelve, two have stopped looking": Setting(**one, silent=2),
        "the same, nobody else is asked": Setting(**one, silent=2, without=NO_CLOCK),
        "twelve, no phone wakes anybody": Setting(**one, at_night=False),
        "six, no phone wakes anybody": Setting(**one, advisors=6, at_night=False),
        "twelve, without a coordinator": Setting(**one, without=frozenset({"a coordinator"})),
    }
    with get_context("spawn").Pool(2) as pool:
        for name, lines in zip(runs, pool.imap(simulated, runs.values()), strict=True):
            print(f"\n{name}", *lines, sep="\n  ", flush=True)
        away = {name: rules | {"seed": said.seed} for name, rules in AWAY.items()}
        for name, lines in zip(away, pool.imap(fortnight, away.values()), strict=True):
            print(f"\n{name}", *lines, sep="\n  ", flush=True)
    return 0


if __name__ == "__main__":
    sys.exit(main())
