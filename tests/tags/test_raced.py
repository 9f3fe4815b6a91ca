"""Tags that are merged while people choose them: PostgreSQL."""
import pytest
from sqlalchemy import select

from peoplehub.core.errors import Refused
from peoplehub.core.extensions import db
from peoplehub.forum import actions as forum
from peoplehub.forum.models import Board, Topic
from peoplehub.tags import actions
from peoplehub.tags.models import SharedTag, Tagging
from peoplehub.tags.queries import tag_of_slug
from tests.hard import racing


def test_who_tags_or_merges_at_the_same_moment_leaves_nothing_with_a_merged_tag(
        app, cast, boards, database_kind):
    if database_kind == "sqlite":
        pytest.skip("one writer at a time: nobody can race")
    ids = {slug: tag_of_slug(slug).id for slug in ("applying", "refused", "review")}
    people, board_id = (cast.amina.id, cast.ben.id, cast.admin.id), boards.planning.id
    db.session.commit()

    def start(number):
        author = db.session.get(type(cast.amina), people[number])
        forum.start_topic(author, db.session.get(Board, board_id), f"Topic {number}", "Words",
                          tags=["applying", "review"])

    def merge(one, into):
        keeper = db.session.get(type(cast.amina), people[2])
        actions.merge_tag(keeper, db.session.get(SharedTag, ids[one]),
                          db.session.get(SharedTag, ids[into]))

    does = [lambda: start(0), lambda: merge("applying", "refused"), lambda: start(1),
            lambda: merge("refused", "review")]
    came = racing.together(app, does)
    odd = [one for one in came if isinstance(one, Exception) and not isinstance(one, Refused)]
    assert odd == []
    left = set(db.session.scalars(select(SharedTag.id).where(SharedTag.merged_into_id.is_(None))))
    assert set(db.session.scalars(select(Tagging.tag_id))) <= left
    goal = set(db.session.scalars(select(SharedTag.merged_into_id)))
    assert goal - {None} <= left
    assert db.session.query(Topic).count() == 2
