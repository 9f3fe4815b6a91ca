"""A pytest plug-in that tries mutants in forks of itself: everything is imported, the site is made
and the tests are found already. First it runs every test once, to learn which lines it reaches."""
import os
import resource
import signal
import sys
from contextlib import contextmanager
from time import process_time

import coverage
import pytest
from _pytest.runner import runtestprotocol

from tests.mutation import patching
from tests.mutation.areas import ROOT, tests_of
from tests.mutation.mutants import Mutant

QUIETLY = ["-q", "-n", "0", "-p", "no:cacheprovider", "--db", "sqlite", "-W", "ignore"]
LONGEST = 2  # seconds of CPU: a test that takes longer is not asked
STUCK = 300  # seconds without an end, whatever the CPU: nobody waits for it any longer


class Nothing:
    """What comes after the last test of a round: nothing, but the session goes on."""

    def __init__(self, session):
        self.session = session

    def listchain(self):
        return [self.session]


class Warm:
    """`report(mutant, verdict, tests)` is called for each: "caught", "survived", or "anew" where it
    is in what runs at import, so that everything must be imported anew. `tests` are the names of
    those that can notice it, quickest first."""

    def __init__(self, mutants: list[Mutant], report):
        self.mutants, self.report = mutants, report
        self.seconds: dict[str, float] = {}
        self.kills: dict[tuple, int] = {}

    @pytest.hookimpl(tryfirst=True)
    def pytest_runtestloop(self, session):
        self.session = session
        self.items = {item.nodeid: item for item in session.items}
        self.reached = self._reached_by_each()
        functions = patching.functions_of({mutant.path for mutant in self.mutants})
        for mutant in self.mutants:
            names = self._able_to_notice(mutant)
            if not patching.is_inside_a_function(mutant) or not self._is_reached(mutant):
                self.report(mutant, "anew", names)
                continue
            killer = self._killer(mutant, names, functions)
            if killer is not None:
                self.kills[mutant.path, killer] = self.kills.get((mutant.path, killer), 0) + 1
            self.report(mutant, "survived" if killer is None else "caught", names)
        return True

    def _reached_by_each(self):
        """The lines of each file, and which tests reached them."""
        paths = sorted({str(mutant.path) for mutant in self.mutants})
        measured = coverage.Coverage(data_file=None, include=paths, config_file=False)
        measured.start()
        for item in list(self.items.values()):
            measured.switch_context(item.nodeid)
            began = process_time()
            if self._fails(item, Nothing(self.session)):
                print(f"left out, it fails without any mutant: {item.nodeid}", file=sys.stderr)
                del self.items[item.nodeid]
            self.seconds[item.nodeid] = process_time() - began
            if self.seconds[item.nodeid] > LONGEST:
                self.items.pop(item.nodeid, None)
        measured.stop()
        data = measured.get_data()
        return {path: data.contexts_by_lineno(path) for path in paths}

    def _is_reached(self, mutant: Mutant) -> bool:
        return bool(self._on(mutant, mutant.lines))

    def _able_to_notice(self, mutant: Mutant) -> list[str]:
        """Those that reach the statement; of what runs at import, those that reach the file, and
        then the rest."""
        folders = tuple(tests_of(mutant.path))
        near = [name for name in self.items if name.startswith(folders)]
        there = self._on(mutant, mutant.lines)
        if not there:
            there = set(near)
        chosen = [name for name in near if name in there]
        return sorted(chosen, key=lambda name: (-self.kills.get((mutant.path, name), 0),
                                                self.seconds[name]))

    def _on(self, mutant: Mutant, lines) -> set[str]:
        reached = self.reached[str(mutant.path)]
        return {name for line in lines for name in reached.get(line, []) if name in self.items}

    def _killer(self, mutant: Mutant, names: list[str], functions) -> str | None:
        """The first test that fails with it, or "time" when they do not come to an end."""
        if not names:
            return None
        reading, writing = os.pipe()
        child = os.fork()
        if not child:
            with _alone():
                _forget_what_is_kept()
                patching.put_into_functions(mutant, functions)
                for name in names:
                    _allow(2 + 10 * self.seconds[name])
                    if self._fails(self.items[name], Nothing(self.session)):
                        os.write(writing, name.encode())
                        os._exit(1)
        os.close(writing)
        with os.fdopen(reading) as said:
            killer = said.read()
        _, status = os.waitpid(child, 0)
        return None if status == 0 else killer or "time"

    @staticmethod
    def _fails(item, following) -> bool:
        return any(report.failed for report in runtestprotocol(item, False, following))


def _allow(seconds: float) -> None:
    """Be killed after that much more of the CPU."""
    limit = int(process_time() + seconds) + 1
    resource.setrlimit(resource.RLIMIT_CPU, (limit, resource.RLIM_INFINITY))


@contextmanager
def _alone():
    """The life of a fork: silent, and killed when nothing comes of it."""
    signal.signal(signal.SIGALRM, signal.SIG_DFL)
    signal.alarm(STUCK)
    nowhere = os.open(os.devnull, os.O_WRONLY)
    os.dup2(nowhere, 1)
    os.dup2(nowhere, 2)
    try:
        yield
    except BaseException:
        os._exit(3)
    os._exit(0)


def run_anew(mutant: Mutant, names: list[str]) -> bool | None:
    """Import everything with that mutant, in a fork of this process, and run these tests. Whether
    one of them noticed; None when it cannot even be imported."""
    child = os.fork()
    if not child:
        with _alone():
            _allow(seconds=60)
            patching.import_from(mutant, ROOT)
            seen = Seen(names)
            files = sorted({name.split("::")[0] for name in names})
            status = pytest.main([*QUIETLY, "-x", *files], plugins=[seen])
            os._exit(2 if status in (2, 3, 4) and not seen.ran else int(status != 0))
    _, status = os.waitpid(child, 0)
    code = os.waitstatus_to_exitcode(status)
    return {0: False, 2: None}.get(code, True)


class Seen:
    """Runs only these tests, in this order."""

    def __init__(self, names: list[str]):
        self.names, self.ran = names, False

    @pytest.hookimpl(trylast=True)
    def pytest_collection_modifyitems(self, items):
        place = {name: number for number, name in enumerate(self.names)}
        items[:] = sorted((item for item in items if item.nodeid in place),
                          key=lambda item: place[item.nodeid])

    def pytest_runtest_setup(self):
        self.ran = True


def _forget_what_is_kept() -> None:
    """The converter of the thread: it was made by the code before it was changed."""
    vars(sys.modules["peoplehub.core.text.rendering"]._tools_here).clear()
