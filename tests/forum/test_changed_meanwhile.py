"""What is sent into something that changed while it was written: posted where it may be, else every
word is on the page that says why not."""
from datetime import timedelta
from html import unescape

import pytest
from sqlalchemy import select

from peoplehub.core import clock
from peoplehub.core.extensions import db
from peoplehub.forum import actions
from peoplehub.forum.models import Post
from peoplehub.moderation import actions as moderation
from tests.forum.conftest import replied

pytestmark = pytest.mark.one_database
WORDS = "An hour of typing, “every word” of it & <more>."


def first_of(topic) -> Post:
    return db.session.scalars(select(Post).where(Post.topic_id == topic.id)).first()


def closed(cast, boards, topic):
    actions.lock(cast.moderator, topic, "The rules have changed.")


def hidden(cast, boards, topic):
    moderation.hide(cast.moderator, first_of(topic), "It named somebody.")


def moved_away(cast, boards, topic):
    actions.move(cast.moderator, topic, boards.families, agreed=True)


def moved(cast, boards, topic):
    actions.move(cast.moderator, topic, boards.members)


def paused(cast, boards, topic):
    moderation.suspend(cast.moderator, cast.ben, clock.now() + timedelta(days=1), "A day.")


def taken_out(cast, boards, topic):
    actions.delete(cast.amina, first_of(topic))


MEANWHILE = {closed: 422, hidden: 404, moved_away: 404, moved: 303, paused: 403, taken_out: 303}


@pytest.mark.parametrize("change", MEANWHILE, ids=lambda change: change.__name__)
def test_what_changed_while_somebody_wrote_costs_no_word(browser, cast, boards, topic, change):
    replied(cast.newcomer, topic)
    who = cast.professional if change is moved_away else cast.ben
    ben = browser(who)
    assert "Add your reply" in ben.get(topic.address).text
    change(cast, boards, topic)
    answer = ben.post(f"/forum/topics/{topic.id}/replies", data={"text": WORDS})
    assert answer.status_code == MEANWHILE[change]
    page = answer if answer.status_code != 303 else ben.get(answer.location)
    assert WORDS in unescape(page.text)
