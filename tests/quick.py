"""`make quick`: what somebody runs before each commit. Which tests these are is decided here.

Every room is touched: every test of it is in, but for

- what needs a browser or a server, and what is marked `slow`;
- what goes through every address, form, act or field of the site, one after the other: it stands on
  the whole community (the fixtures in WHOLE) or lies in one of the folders in THOROUGH;
- of a test with many cases, all but CASES of them: the first, the last, and one between.

`make test` runs everything.
"""
from collections import defaultdict

import pytest

CASES = 3  # of one test
LEFT_OUT = ("browser", "served", "slow")  # marks
WHOLE = {"shelf", "upgraded"}  # the community put back after each change; databases of releases
THOROUGH = ("tests/hard/", "tests/simulation/")


def pytest_addoption(parser):
    parser.addoption("--quick", action="store_true",
                     help="what is run before each commit, on SQLite")


@pytest.hookimpl(tryfirst=True)
def pytest_configure(config):
    if config.getoption("--quick"):
        config.option.db = "sqlite"


@pytest.hookimpl(tryfirst=True)
def pytest_collection_modifyitems(config, items):
    if config.getoption("--quick"):
        chosen = set(some_cases([item for item in items if is_quick(item)]))
        config.hook.pytest_deselected(items=[item for item in items if item not in chosen])
        items[:] = [item for item in items if item in chosen]


def is_quick(item) -> bool:
    return not (any(item.get_closest_marker(mark) for mark in LEFT_OUT)
                or WHOLE.intersection(getattr(item, "fixturenames", ()))
                or item.nodeid.startswith(THOROUGH))


def some_cases(items) -> list:
    """The first, the last and one between of each test's."""
    of_a_test = defaultdict(list)
    for item in items:
        of_a_test[item.nodeid.partition("[")[0]].append(item)
    return [cases[place] for cases in of_a_test.values() for place in places(len(cases))]


def places(number: int) -> list[int]:
    """CASES places among that many, the ends with them."""
    last = number - 1
    return sorted({round(step * last / (CASES - 1)) for step in range(CASES)})
