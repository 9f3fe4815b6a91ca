"""`make simulation`: a month of a team of volunteers, with each rule on and off.

    python -m tests.simulation --days 30 --seed 1
"""
import argparse
import sys
from multiprocessing import get_context

from tests.simulation.playing import simulated
from tests.simulation.setting import RULES, Setting


def main() -> int:
    asked = argparse.ArgumentParser(description=__doc__)
    asked.add_argument("--days", type=int, default=30)
    asked.add_argument("--seed", type=int, default=1)
    said = asked.parse_args()
    runs = {"all rules": Setting(said.seed, said.days),
            "half the staff": Setting(said.seed, said.days, volunteers=6)}
    runs |= {f"without {rule}": Setting(said.seed, said.days, without=frozenset({rule}))
             for rule in RULES}
    with get_context("spawn").Pool(2) as pool:
        for name, lines in zip(runs, pool.imap(simulated, runs.values()), strict=True):
            print(f"\n{name}", *lines, sep="\n  ", flush=True)
    return 0


if __name__ == "__main__":
    sys.exit(main())
