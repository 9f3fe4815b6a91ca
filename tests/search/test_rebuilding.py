"""The index can be thrown away and made again, and says then what it said before."""
from sqlalchemy import delete, select

from peoplehub.blogs import actions as blogs
from peoplehub.core.acts import act
from peoplehub.core.extensions import db
from peoplehub.forum import actions as forum
from peoplehub.moderation import actions as moderation
from peoplehub.search import rebuild
from peoplehub.search.commands import group
from peoplehub.search.models import SearchEntry


def rows():
    kept = select(SearchEntry.kind, SearchEntry.piece_id, SearchEntry.shelf, SearchEntry.place,
                  SearchEntry.audience, SearchEntry.at, SearchEntry.title, SearchEntry.body)
    return sorted(tuple(row) for row in db.session.execute(kept))


def test_a_new_index_equals_the_one_that_was_kept(
        app, cast, boards, start, publish, put_in_library):
    post = start("Our nights", board=boards.members)
    reply = forum.reply(cast.ben, post.topic, "Try lavender")
    moderation.hide(cast.moderator, reply, "Unkind")
    blogs.comment(cast.ben, publish("A walk", audience="families"), "Which path?")
    put_in_library("Choosing a hoist")
    kept = rows()
    act(lambda: db.session.execute(delete(SearchEntry)))()
    assert rows() == []
    said = app.test_cli_runner().invoke(group, ["rebuild"])
    assert "The search index is new." in said.output
    assert rows() == kept and len(kept) == 4


def test_rows_of_what_is_gone_are_forgotten(cast, start, find):
    start("Our nights")

    @act
    def add_strange():
        for kind, number in (("post", 99), ("ghost", 1)):
            db.session.add(SearchEntry(
                kind=kind, piece_id=number, shelf="topic", place=f"topic {number}", is_head=True,
                audience="anyone", title="Ghost", body="boo", at=post_time()))

    add_strange()
    list(rebuild.index_everything())
    assert [row[0:2] for row in rows()] == [("post", 1)]
    assert find(cast.stranger, "boo") == ([], {})


def post_time():
    return db.session.scalar(select(SearchEntry.at))


def test_the_nightly_tidying_leaves_everything_to_be_found(cast, start, find):
    start("Our nights")
    rebuild.tidy_nightly()
    assert find(cast.stranger, "nights")[1] == {"topic": 1}
