"""`make mutants [AREA=text] [SAMPLE=150] [SEED=7]`: how many mutants of
each area the tests notice."""
import argparse
import multiprocessing
import sys
from collections import Counter
from importlib import import_module

import pytest

from tests.mutation.areas import AREAS, ROOT, files_of, tests_of
from tests.mutation.mutants import SEED, Mutant, mutants_of, sample_of
from tests.mutation.warm import QUIETLY, Warm, run_anew

WANTED = 90  # of a hundred
USED = ["flask", "flask_login", "flask_migrate", "flask_socketio", "flask_sqlalchemy", "flask_wtf",
        "huey", "markdown", "bleach", "nh3", "PIL", "babel", "boto3", "cryptography.fernet",
        "playwright.sync_api", "sqlalchemy.orm", "html5lib"]


def main() -> int:
    asked = _arguments()
    for name in USED:  # so that a fork need not
        try:
            import_module(name)
        except ImportError:
            continue
    return max([_try(area, asked.sample, asked.seed) for area in asked.area or AREAS])


def _arguments():
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--area", action="append", choices=list(AREAS))
    parser.add_argument("--sample", type=int, help="how many of each area; all when not said")
    parser.add_argument("--seed", type=int, default=SEED, help="another number, another sample")
    return parser.parse_args()


def _try(area: str, sample: int | None, seed: int) -> int:
    """Print the figures of an area, and each survivor. 1 when too many survive."""
    everyone = mutants_of(files_of(area))
    mutants = sample_of(everyone, sample, seed)
    print(f"{area}: {len(mutants)} of {len(everyone)} mutants", flush=True)
    verdicts: Counter = Counter()
    for mutant, verdict in _verdicts(mutants):
        verdicts[verdict] += 1
        if verdict == "survived":
            print(f"  survived: {mutant.path.relative_to(ROOT)}:{mutant.line}  "
                  f"{mutant.operator.split('/')[1]} {mutant.occurrence}\n"
                  f"            {mutant.changed_line}", flush=True)
    counted = verdicts["caught"] + verdicts["survived"]
    share = 100 * verdicts["caught"] / counted if counted else 100
    print(f"{area}: {verdicts['caught']} of {counted} caught, {share:.1f} %; "
          f"{verdicts['cannot be imported']} cannot be imported", flush=True)
    return int(share < WANTED)


def _verdicts(mutants: list[Mutant]):
    for mutant, verdict, names in _tried_warm(mutants):
        if verdict == "anew" and names:
            found = run_anew(mutant, names)
            verdict = {True: "caught", False: "survived", None: "cannot be imported"}[found]
        yield mutant, "survived" if verdict == "anew" else verdict


def _tried_warm(mutants: list[Mutant]):
    """What the warm process says of each, as it says it."""
    ours, theirs = multiprocessing.Pipe(duplex=False)
    process = multiprocessing.get_context("fork").Process(target=_warm, args=(mutants, theirs))
    process.start()
    theirs.close()
    for _ in mutants:
        number, verdict, names = ours.recv()
        yield mutants[number], verdict, names
    process.join()


def _warm(mutants: list[Mutant], pipe) -> None:
    number = {mutant: place for place, mutant in enumerate(mutants)}
    tests = sorted({name for mutant in mutants for name in tests_of(mutant.path)})
    plugin = Warm(mutants, lambda mutant, *more: pipe.send((number[mutant], *more)))
    pytest.main([*QUIETLY, "-m", "not browser and not served and not slow", *tests],
                plugins=[plugin])


if __name__ == "__main__":
    sys.exit(main())
