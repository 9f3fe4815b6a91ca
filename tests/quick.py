"""`make quick`: what somebody runs before each commit. Which tests these are is decided here.

Every module of every room is touched: each test is in, but for

- what needs a browser or a server, and what is marked `slow`;
- what goes through every address, form, act or field of the site, one after the other: it stands on
  the whole community (the fixtures in WHOLE) or lies in one of the folders in THOROUGH; so do the
  migrations;
- of a test with many cases, all but the first;
- of a module with many tests, all but MOST, which are spread over it.

`make test` runs everything.
"""
import pytest

LEFT_OUT = ("browser", "served", "slow")  # marks
WHOLE = {"shelf", "empty", "upgraded"}  # the community, put back; databases that are migrated
THOROUGH = ("hard", "journeys", "simulation")
MOST = 8  # tests of one module


def pytest_addoption(parser):
    parser.addoption("--quick", action="store_true",
                     help="what is run before each commit, on SQLite")


@pytest.hookimpl(tryfirst=True)
def pytest_configure(config):
    if config.getoption("--quick"):
        config.option.db = "sqlite"


def pytest_ignore_collect(collection_path, config):
    """Those folders are not even imported."""
    is_thorough = collection_path.parent.name == "tests" and collection_path.name in THOROUGH
    return True if is_thorough and config.getoption("--quick") else None


@pytest.hookimpl(tryfirst=True)
def pytest_collection_modifyitems(config, items):
    if config.getoption("--quick"):
        chosen = set(spread(first_cases([item for item in items if is_quick(item)])))
        config.hook.pytest_deselected(items=[item for item in items if item not in chosen])
        items[:] = [item for item in items if item in chosen]


def is_quick(item) -> bool:
    return not (any(item.get_closest_marker(mark) for mark in LEFT_OUT)
                or WHOLE.intersection(getattr(item, "fixturenames", ())))


def first_cases(items) -> list:
    first = {}
    for item in items:
        first.setdefault(item.nodeid.partition("[")[0], item)
    return list(first.values())


def spread(items) -> list:
    by_module = {}
    for item in items:
        by_module.setdefault(item.path, []).append(item)
    return [those[number * len(those) // most] for those in by_module.values()
            for most in [min(MOST, len(those))] for number in range(most)]
