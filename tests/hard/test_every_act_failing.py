"""Whatever an act asks of the outside (the database, the store of files, Redis, the queue of jobs)
may fail at any moment: afterwards everything is as it was before, or as the act leaves it, and
never between. Every call of every act is made to fail in turn."""
import os
import sqlite3
from contextlib import contextmanager

import pytest
from limits.errors import StorageError
from sqlalchemy import event
from sqlalchemy.exc import OperationalError

from peoplehub.core import files, limits
from peoplehub.core.extensions import db, socketio
from tests.hard import acts, racing
from tests.hard.acts import RECIPES, Scene
from tests.world import state

pytestmark = pytest.mark.slow
MOST = int(os.environ.get("SOAK_FAILURES", "2"))  # of one act; `make soak` has all of them
COMMIT = "commit"


class Broken(OperationalError):
    def __init__(self):
        super().__init__("the statement", {}, sqlite3.OperationalError("disk I/O error"))


@contextmanager
def statements(fails_at: int | None = None):
    """Counts what is asked of the database, the commits too; the one numbered so is not done."""
    asked = []

    def ask(*_about) -> None:
        asked.append(None)
        if len(asked) == fails_at:
            raise Broken()

    for moment in ("before_cursor_execute", COMMIT):
        event.listen(db.engine, moment, ask)
    try:
        yield asked
    finally:
        for moment in ("before_cursor_execute", COMMIT):
            event.remove(db.engine, moment, ask)


@pytest.fixture
def scene(shelf, database_kind):
    if database_kind == "postgresql" and MOST < 100:
        pytest.skip("the same on SQLite, in a fifth of the time")
    return Scene(shelf.world)


def made_ready(shelf, scene, recipe) -> None:
    shelf.put_back()
    acts.make_ready(recipe, scene)


def done(recipe, scene) -> bool:
    """Whether it was done, and not refused or broken."""
    with limits.unlimited():
        try:
            recipe.do(scene, 0)
        except Exception:
            return False
        finally:
            db.session.rollback()
            db.session.expire_all()
    return True


def sample(number: int) -> list[int]:
    """Places of those to fail: the last one, which is most often a commit, and some before it."""
    return sorted({number - step for step in range(0, number, max(1, number // MOST))} | {number})


def test_an_act_is_done_wholly_or_not_at_all_whatever_fails(shelf, scene, monkeypatch):
    wrong = []
    for name, verb in acts.every_act().items():
        recipe = RECIPES[verb]
        made_ready(shelf, scene, recipe)
        with statements() as asked:
            assert done(recipe, scene), name
        after = without_record(racing.counted())
        wrong += [(name, *one) for one in half_done(shelf, scene, recipe, after, len(asked))]
        made_ready(shelf, scene, recipe)
        with nobody_answers(shelf.world.app, monkeypatch):
            if not done(recipe, scene) or without_record(racing.counted()) != after:
                wrong.append((name, "without Redis and the queue of jobs"))
    assert wrong == []


def half_done(shelf, scene, recipe, after: dict, number: int):
    """The statements after whose failure it is neither as before nor as after."""
    before = None
    for place in sample(number):
        if before is None:
            made_ready(shelf, scene, recipe)
            before = state()
        with statements(fails_at=place):
            was_done = done(recipe, scene)
        if not was_done and state() == before:
            continue
        before = None
        if not was_done or without_record(racing.counted()) != after:
            yield place, was_done


@contextmanager
def nobody_answers(app, monkeypatch):
    """Nobody can be told, counted or woken: Redis and the queue of jobs are away."""
    def away(*_about, **_more):
        raise StorageError(ConnectionError("Redis is away"))

    with monkeypatch.context() as patch:
        patch.setattr(socketio, "emit", away)
        patch.setattr(app.extensions["jobs"]["huey"], "enqueue", away)
        patch.setitem(app.extensions["limits"], "shared", Away(away))
        yield


def test_an_act_whose_file_cannot_be_kept_is_refused_and_leaves_nothing(shelf, scene, monkeypatch):
    def full(*_about):
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(files.Folder, "write", full)
    recipe = RECIPES[acts.library.change]
    made_ready(shelf, scene, recipe)
    before = state()
    assert not done(recipe, scene) and state() == before


class Away:
    """A limiter whose counters do not answer."""

    def __init__(self, away):
        self.hit = self.test = self.clear = self.get_window_stats = away


def without_record(numbers: dict) -> dict:
    """The record is never emptied, so it grows from act to act."""
    return {word: number for word, number in numbers.items() if not word.startswith("audit_")}
