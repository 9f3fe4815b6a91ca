"""Rows that are written without the ORM's flush are as if it had written them."""
import pytest
from sqlalchemy import inspect

from peoplehub.core.acts import act
from peoplehub.core.errors import NotFound
from peoplehub.core.extensions import db
from peoplehub.core.row_writes import insert_row, update_row
from peoplehub.core.text import VERSION
from peoplehub.forum.models import Post, Topic


@act
def insert(topic):
    return insert_row(Post(topic_id=topic.id, number=2, author_id=topic.author_id,
                           text="Yes", html="<p>Yes</p>"))


@act
def insert_and_fail(topic):
    insert_row(Post(topic_id=topic.id, number=2, text="No", html=""))
    raise NotFound()


@pytest.mark.one_database
def test_an_inserted_row_has_its_id_and_its_defaults_and_is_read_no_second_time(
        topic, queries):
    post = insert(topic)
    with queries() as asked:
        assert (post.rendered_with, post.held_at, post.alias) == (VERSION, None, None)
        assert post.id and post.published_at and not inspect(post).modified
        assert post.topic is topic and db.session.get(Post, post.id) is post
    assert not asked
    db.session.expire_all()
    assert post.text == "Yes" and post.author.id == topic.author_id


def test_what_a_failed_act_inserted_is_forgotten_and_another_may_have_its_number(topic):
    with pytest.raises(NotFound) as kept:  # with the frame that holds the row
        insert_and_fail(topic)
    assert insert(topic).text == "Yes" and kept.value


def test_a_row_is_updated_in_the_database_and_in_the_object_and_not_flushed_again(
        topic, queries):
    @act
    def rename(row):
        update_row(row, title="Another", reply_count=row.reply_count + 1)

    with queries() as asked:
        rename(topic)
    assert sum(one.startswith("UPDATE topic") for one in asked) == 1
    assert (topic.title, topic.reply_count) == ("Another", 1) and not inspect(topic).modified
    stored = db.session.query(Topic.title, Topic.reply_count).filter_by(id=topic.id).one()
    assert tuple(stored) == ("Another", 1)


def test_a_new_row_may_have_the_number_of_one_that_is_gone(topic):
    before = insert(topic)
    db.session.connection().exec_driver_sql(f"DELETE FROM post WHERE id = {before.id}")  # noqa: S608
    db.session.commit()
    again = insert(topic)
    assert again is db.session.get(Post, again.id) and again is not before
