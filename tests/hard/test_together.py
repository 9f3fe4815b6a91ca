"""People who do different things to the same at the same moment: each is done, and nobody waits
for somebody who waits for them."""
from concurrent.futures import ThreadPoolExecutor
from contextvars import Context
from threading import Barrier, Event

import pytest
from sqlalchemy import func, select, text

from peoplehub.accounts.models import User
from peoplehub.blogs import actions as blogs
from peoplehub.blogs.models import Comment, Entry
from peoplehub.core import database, fifo_lock, limits
from peoplehub.core.acts import act, save
from peoplehub.core.errors import Forbidden
from peoplehub.core.extensions import db
from peoplehub.forum import actions as forum
from peoplehub.forum.models import Board, Post, Topic
from peoplehub.messages import actions as messages
from peoplehub.messages.models import Conversation
from peoplehub.messages.queries import conversation_for
from peoplehub.moderation import actions as moderation
from peoplehub.moderation.models import Decision, Report
from peoplehub.notifications.models import Notification
from peoplehub.search.models import SearchEntry
from tests.conftest import person
from tests.waiting import wait_until

ROUNDS = 5
refused = Event()  # somebody wanted to write in SQLite while another did


@pytest.fixture
def board(app) -> Board:
    return act(save)(Board(slug="planning", name="Planning"))


@pytest.fixture
def crowd(app) -> list[int]:
    """The numbers of six people."""
    people = [person(f"Person {number}") for number in "abcdef"]
    db.session.add_all(people)
    db.session.commit()
    return [one.id for one in people]


@pytest.fixture
def together(app, monkeypatch):
    """together(act, ...): all of them begin at the same moment. Raises what any of them raised."""
    really = database._has_begun

    def note(connection) -> bool:
        has_begun = really(connection)
        if not has_begun:
            refused.set()
        return has_begun

    monkeypatch.setattr(database, "_has_begun", note)

    def begin(*acts) -> None:
        start = Barrier(len(acts))

        def do(one) -> None:
            with app.app_context(), limits.unlimited():
                start.wait()
                try:
                    one()
                finally:
                    db.session.remove()

        db.session.remove()
        with ThreadPoolExecutor(len(acts)) as threads:
            for done in [threads.submit(Context().run, do, one) for one in acts]:
                done.result()

    return begin


def of(model, number: int):
    return db.session.get(model, number)


def count(model, *which) -> int:
    return db.session.scalar(select(func.count()).select_from(model).where(*which))


def test_six_start_a_topic_on_one_board(board, crowd, together):
    number = board.id
    for _ in range(ROUNDS):
        together(*[lambda who=who: forum.start_topic(of(User, who), of(Board, number), "T", "w")
                   for who in crowd])
    assert of(Board, number).topic_count == count(Topic) == 6 * ROUNDS


def test_six_comment_on_one_entry(cast, crowd, together):
    number = blogs.save_and_publish(cast.amina, title="T", text="w", audience="anyone",
                                    comments_open=True).id
    for _ in range(ROUNDS):
        together(*[lambda who=who: blogs.comment(of(User, who), of(Entry, number), "w")
                   for who in crowd])
    assert of(Entry, number).comment_count == count(Comment) == 6 * ROUNDS


def test_a_moderator_holds_a_post_while_its_writer_changes_it(cast, board, together):
    post = forum.start_topic(cast.amina, board, "T", "w").id
    ruth, amina = cast.moderator.id, cast.amina.id
    for turn in range(3 * ROUNDS):
        decide = moderation.release if turn % 2 else hold
        together(lambda act=decide: act(of(User, ruth), of(Post, post)),
                 lambda turn=turn: forum.edit(of(User, amina), of(Post, post), f"w{turn}"))
    assert of(Post, post).text == f"w{3 * ROUNDS - 1}" and of(Post, post).held_at


def test_a_moderator_hides_a_comment_while_its_writer_changes_it(cast, together):
    entry = blogs.save_and_publish(cast.amina, title="T", text="w", audience="anyone",
                                   comments_open=True)
    comment = blogs.comment(cast.ben, entry, "w").id
    ruth, ben, entry = cast.moderator.id, cast.ben.id, entry.id
    for turn in range(3 * ROUNDS):
        decide = moderation.restore if turn % 2 else hide
        together(lambda act=decide: act(of(User, ruth), of(Comment, comment)),
                 lambda turn=turn: blogs.edit_comment(of(User, ben), of(Comment, comment), f"{turn}"))
    assert of(Comment, comment).hidden_at and of(Entry, entry).comment_count == 0


def hold(moderator, piece) -> None:
    moderation.hold(moderator, piece, "Let us look")


def hide(moderator, piece) -> None:
    moderation.hide(moderator, piece, "It is unkind")


@act
def slowly(begun: Event, do) -> None:
    """Do it, and keep its locks until somebody else has had the time to run into them."""
    do()
    db.session.flush()
    refused.clear()
    begun.set()
    wait_until(somebody_waits)


def somebody_waits() -> bool:
    """Whether another transaction waits: for a lock, or refused by SQLite's one writer."""
    if db.engine.dialect.name == "sqlite":
        return refused.is_set()
    return db.session.scalar(text("SELECT EXISTS (SELECT 1 FROM pg_locks WHERE NOT granted)"))


@pytest.mark.parametrize("late", ["reply", "topic"])
def test_what_is_written_while_a_board_is_closed_to_most_is_not_found_by_them(
    cast, board, together, late
):
    topic, board, admin, ben = (
        forum.start_topic(cast.amina, board, "T", "w").topic_id, board.id, cast.admin.id, cast.ben.id)
    begun = Event()

    def close() -> None:
        forum.save_board(of(User, admin), of(Board, board), audience="families")

    def write() -> None:
        begun.wait()
        if late == "reply":
            forum.reply(of(User, ben), topic, "late")
        else:
            forum.start_topic(of(User, ben), of(Board, board), "Late", "late")

    together(lambda: slowly(begun, close), write)
    assert [*db.session.scalars(select(SearchEntry.audience))] == ["families"] * 2


def test_a_reply_to_what_was_asked_just_before_a_board_is_closed_is_not_found_by_most(
    cast, board, together
):
    board, admin, amina, ben = board.id, cast.admin.id, cast.amina.id, cast.ben.id
    asking, closing = Event(), Event()

    def ask() -> None:
        forum.start_topic(of(User, amina), of(Board, board), "T", "w")

    def close() -> None:
        asking.wait()
        slowly(closing, lambda: forum.save_board(of(User, admin), of(Board, board),
                                                 audience="families"))

    def reply() -> None:
        asking.wait()
        closing.wait()
        topic = db.session.scalars(select(Topic.id)).one()
        forum.reply(of(User, ben), topic, "late")

    together(lambda: slowly(asking, ask), close, reply)
    assert [*db.session.scalars(select(SearchEntry.audience))] == ["families"] * 2


def test_a_question_is_hidden_while_another_is_asked_and_both_are_counted(cast, board, together):
    post, board, ruth, ben = (
        forum.start_topic(cast.amina, board, "T", "w").id, board.id, cast.moderator.id, cast.ben.id)
    begun = Event()

    def ask() -> None:
        forum.start_topic(of(User, ben), of(Board, board), "Another", "w")

    def take_down() -> None:
        begun.wait()
        hide(of(User, ruth), of(Post, post))

    together(lambda: slowly(begun, ask), take_down)
    assert of(Board, board).topic_count == count(Topic, Topic.listed.is_(True)) == 1


def test_what_two_moderators_decide_alike_is_decided_once(cast, board, together):
    topic = forum.start_topic(cast.amina, board, "T", "w").topic
    post = forum.reply(cast.ben, topic, "A reply").id
    moderation.hold(cast.moderator, of(Post, post), "Let us look")
    both = cast.moderator.id, cast.admin.id
    together(*[lambda who=who: moderation.release(of(User, who), of(Post, post)) for who in both])
    assert count(Decision, Decision.verb == "released") == 1
    told = db.session.scalars(select(Notification.times).where(Notification.what != "held"))
    assert set(told) == {1}
    together(*[lambda who=who: hide(of(User, who), of(Post, post)) for who in both])
    assert count(Decision, Decision.verb == "hid") == 1


def test_a_report_is_settled_once(cast, board, together):
    post = forum.start_topic(cast.amina, board, "T", "w")
    report = moderation.report(cast.ben, post, "unkind").id
    refused = []

    def settle(who: int, outcome: str) -> None:
        try:
            moderation.settle(of(User, who), of(Report, report), outcome, "A reason")
        except Forbidden:
            refused.append(outcome)

    ruth, helen, post = cast.moderator.id, cast.safeguarding.id, post.id
    together(lambda: settle(ruth, "left"), lambda: settle(helen, "hidden"))
    assert len(refused) == 1
    kept = of(Report, report)
    assert kept.outcome not in refused
    assert bool(of(Post, post).hidden_at) == (kept.outcome == "hidden")


def test_whoever_waits_to_write_in_a_conversation_holds_no_connection(app, cast):
    """Else a crowd of them would empty the pool, and others could not even read."""
    talk = messages.start(cast.amina, cast.advisor, "Hello", "crowd").conversation.id
    ids, key = (cast.amina.id, cast.advisor.id), f"conversation {talk}"

    def write(number: int) -> None:
        with app.app_context(), limits.unlimited():
            try:
                where = conversation_for(db.session.get(User, ids[number % 2]), talk)
                author = db.session.get(User, ids[number % 2])
                messages.send(author, where, f"Words {number}", f"crowd-{number}")
            finally:
                db.session.remove()

    db.session.remove()
    with ThreadPoolExecutor(12) as threads:
        with fifo_lock.fifo_lock(key):
            sent = [threads.submit(Context().run, write, number) for number in range(12)]
            wait_until(lambda: len(fifo_lock._locks._queues[key]) == 13)
            assert db.engine.pool.checkedout() == 0
        for one in sent:
            one.result()
    assert db.session.get(Conversation, talk).last_number == 13
