"""Whatever breaks in the middle of an act, the database is as it was before: never in between."""
from contextlib import contextmanager

import pytest
from sqlalchemy import event

from peoplehub.accounts import actions as accounts
from peoplehub.blogs import actions as blogs
from peoplehub.blogs.models import Entry
from peoplehub.core import limits
from peoplehub.core.extensions import db
from peoplehub.forum import actions as forum
from peoplehub.forum.models import Board, Post, Topic
from peoplehub.library import actions as library
from peoplehub.library.models import Sheet
from peoplehub.messages import actions as messages
from peoplehub.messages.models import Conversation
from peoplehub.moderation import actions as moderation
from peoplehub.moderation.models import Report
from tests.world import state

WRITES = ("INSERT", "UPDATE", "DELETE")


class Broken(Exception):
    """What is thrown into the works."""


def row(world, model, name):
    return db.session.get(model, world.names[name])


ACTS = {
    "reply": lambda w: forum.reply(w.cast.ben, row(w, Topic, "topic"), "Hello @amina", True),
    "start a topic": lambda w: forum.start_topic(
        w.cast.ben, row(w, Board, "board_id"), "A question", "Words @amina"),
    "edit a post": lambda w: forum.edit(w.cast.amina, row(w, Post, "post"), "Other words", "Other"),
    "delete a post": lambda w: forum.delete(w.cast.amina, row(w, Post, "post")),
    "move a topic": lambda w: forum.move(
        w.cast.moderator, row(w, Topic, "topic"), row(w, Board, "other_board_id")),
    "send a message": lambda w: messages.send(
        w.cast.amina, row(w, Conversation, "talk"), "Hello", "fault"),
    "write for the first time": lambda w: messages.start(w.cast.amina, w.cast.advisor, "Hi", "f"),
    "settle a report": lambda w: moderation.settle(
        w.cast.moderator, row(w, Report, "report"), "hidden", "Unkind", "Thank you"),
    "report": lambda w: moderation.report(w.cast.amina, row(w, Post, "reply"), "unkind", "It is"),
    "suspend": lambda w: moderation.suspend(w.cast.moderator, w.cast.ben, None, "Unkind"),
    "publish an entry": lambda w: blogs.save_and_publish(w.cast.ben, title="Mine", text="Words"),
    "comment": lambda w: blogs.comment(w.cast.ben, row(w, Entry, "entry"), "Well said @amina"),
    "publish a sheet": lambda w: library.publish(w.cast.advisor, row(w, Sheet, "unready")),
    "join": lambda w: accounts.join("nell@people.example", "Nell", "a hash"),
    "change a password": lambda w: accounts.change_password(w.cast.amina, "another hash"),
}


@contextmanager
def breaking_after(number: int):
    """Throw after that many statements that write. Gives back what was asked."""
    asked = []

    def count(_connection, _cursor, statement, *_):
        if statement.lstrip().startswith(WRITES):
            asked.append(statement)
            if len(asked) == number:
                raise Broken(statement)

    event.listen(db.engine, "after_cursor_execute", count)
    try:
        yield asked
    finally:
        event.remove(db.engine, "after_cursor_execute", count)


@pytest.mark.parametrize("name", ACTS)
def test_an_act_happens_wholly_or_not_at_all(world, name):
    before, number = state(), 1
    while True:
        with breaking_after(number) as asked:
            try:
                with limits.unlimited():
                    ACTS[name](world)
            except Broken:
                assert state() == before, asked[-1]
            else:
                break
        number += 1
        assert number < 60
    assert number > 2, "nothing was broken, so nothing was tried"
    assert state() != before


@pytest.mark.parametrize("name", ["reply", "send a message", "settle a report"])
def test_nobody_is_told_of_what_did_not_happen(world, name, monkeypatch):
    """Not when the very last step, the commit, fails."""
    told, before = [], state()
    monkeypatch.setattr("peoplehub.core.channels.socketio.emit", lambda *said, **_: told.append(said))

    def refuse(_session):
        raise Broken("the disk is full")

    event.listen(db.session, "before_commit", refuse)
    try:
        with pytest.raises(Broken):
            ACTS[name](world)
    finally:
        event.remove(db.session, "before_commit", refuse)
    assert state() == before and told == []
