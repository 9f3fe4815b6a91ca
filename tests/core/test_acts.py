"""An act happens wholly or not at all, once."""
from dataclasses import dataclass

import pytest
from sqlalchemy import func, select

from peoplehub.accounts.models import Block
from peoplehub.core.acts import act, announce, save
from peoplehub.core.errors import NotFound
from peoplehub.core.extensions import db

pytestmark = pytest.mark.one_database


@dataclass(frozen=True)
class Blocked:
    blocker_id: int


@act
def block(blocker, other):
    row = save(Block(blocker_id=blocker.id, blocked_id=other.id))
    announce(Blocked(blocker.id))
    return row


@act
def block_both(blocker, one, other):
    block(blocker, one)
    block(blocker, other)


def blocks() -> int:
    db.session.rollback()
    return db.session.scalar(select(func.count()).select_from(Block))


def listen(app, monkeypatch, when, *listeners):
    monkeypatch.setitem(app.extensions["acts"][when], Blocked, list(listeners))


def test_what_an_act_saved_is_kept(cast):
    block(cast.amina, cast.ben)
    assert blocks() == 1


def test_a_failure_during_undoes_the_act_and_the_acts_inside_it(app, cast, monkeypatch):
    def fail(event):
        if blocks_now() == 2:
            raise RuntimeError("index down")

    def blocks_now():
        return db.session.scalar(select(func.count()).select_from(Block))

    listen(app, monkeypatch, "during", fail)
    with pytest.raises(RuntimeError):
        block_both(cast.amina, cast.ben, cast.outsider)
    assert blocks() == 0


@pytest.mark.both_databases
def test_a_failure_after_leaves_the_act_done_and_the_next_listener_heard(
    app, cast, monkeypatch, caplog
):
    heard = []

    def fail(event):
        raise RuntimeError("socket down")

    listen(app, monkeypatch, "after", fail, heard.append)
    block(cast.amina, cast.ben)
    assert blocks() == 1 and heard == [Blocked(cast.amina.id)] and "fail failed" in caplog.text


@pytest.mark.both_databases
def test_an_act_sees_its_rows_as_they_are_when_it_begins(app, cast):
    loaded = cast.ben
    assert not loaded.is_suspended
    with db.engine.begin() as other:
        other.exec_driver_sql('UPDATE "user" SET role = \'admin\' WHERE slug = \'ben\'')

    @act
    def look(person):
        return person.role

    assert look(loaded) == "admin"


def test_a_row_that_an_act_needs_and_that_is_gone_is_not_found(cast):
    @act
    def look(number: int):
        return db.session.get_one(Block, (number, number))

    with pytest.raises(NotFound):
        look(cast.ben.id)


def test_a_page_of_a_row_that_is_gone_meanwhile_is_not_found(app, browser, monkeypatch):
    def look():
        return db.session.get_one(Block, (0, 0))

    monkeypatch.setitem(app.view_functions, "pages.about", look)
    assert browser().get("/about").status_code == 404
