"""A month of requests for a peer advisor, with and without each rule; part of `make simulation`.

    python -m tests.simulation.advising --days 30 --seed 1
"""
import argparse
import sys
from dataclasses import replace
from multiprocessing import get_context

from tests.simulation.advising.figures import HEAD
from tests.simulation.advising.playing import fortnight, simulated
from tests.simulation.advising.setting import OFF, Setting

AWAY = {
    "two advisors away for two weeks: one has named a cover, one has told nobody": {},
    "the same, and nobody has told anybody": {"with_cover": False},
    "the same, and no task is made": {"with_cover": False, "with_tasks": False},
}
TEAMS = (12, 6)
FOR_SILENCE = ("the clock", "a pause for who is silent")  # rules that show where somebody is silent


def months(seed: int, days: int) -> list[tuple[str, Setting]]:
    """With all rules; then what can go wrong; then without each of the rules."""
    usual = Setting(seed=seed, days=days, requests=4 * days)
    found: list[tuple[str, Setting]] = []
    for number in TEAMS:
        team = replace(usual, advisors=number)
        told = {
            f"**{number} advisors**": team,
            "two have stopped looking": replace(team, silent=2),
            "phones wake nobody at night": replace(team, at_night=False),
            "no phone has push": replace(team, push=False),
        }
        told |= {f"without {rule}": replace(team, without=frozenset({rule}))
                 for rule in ("the clock", "a coordinator", *OFF)
                 if rule not in FOR_SILENCE}
        told |= {f"two have stopped, without {rule}":
                 replace(team, silent=2, without=frozenset({rule})) for rule in FOR_SILENCE}
        found += told.items()
    return found


def main() -> int:
    asked = argparse.ArgumentParser(description=__doc__)
    asked.add_argument("--days", type=int, default=30)
    asked.add_argument("--seed", type=int, default=1)
    said = asked.parse_args()
    runs = months(said.seed, said.days)
    with get_context("spawn").Pool(2) as pool:
        print(HEAD, flush=True)
        played = pool.imap(simulated, [setting for _, setting in runs])
        for (name, _), figures in zip(runs, played, strict=True):
            print(figures.row(name), flush=True)
        away = {name: rules | {"seed": said.seed} for name, rules in AWAY.items()}
        for name, lines in zip(away, pool.imap(fortnight, away.values()), strict=True):
            print(f"\n{name}", *lines, sep="\n  ", flush=True)
    return 0


if __name__ == "__main__":
    sys.exit(main())
