"""Nothing a viewer may not read shows: no result, no count, no snippet."""
import re
from datetime import timedelta

import pytest

from peoplehub.blogs import actions as blogs
from peoplehub.core import clock
from peoplehub.core.acts import act
from peoplehub.core.events import Published
from peoplehub.core.extensions import db
from peoplehub.forum import actions as forum
from peoplehub.library import actions as library
from peoplehub.messages import actions as messages
from peoplehub.moderation import actions as moderation
from peoplehub.search.models import SearchEntry

EVERYONE = ["amina", "ben", "outsider", "newcomer", "advisor", "professional", "moderator",
            "safeguarding", "admin", "suspended", "unconfirmed", "stranger"]
JOINED = set(EVERYONE) - {"stranger", "unconfirmed"}  # until the e-mail is confirmed: a visitor
SEES = {"anyone": set(EVERYONE), "members": JOINED, "families": JOINED - {"professional"}}


def entries():
    return db.session.query(SearchEntry).count()


def unsigned(page: str) -> str:
    """Without its form token, which tells the second it was made in."""
    return re.sub(r'(data-token=|name="csrf_token"[^>]*value=)"[^"]*"', r"\1", page)


@pytest.mark.parametrize("audience", SEES)
@pytest.mark.parametrize("name", EVERYONE)
def test_everyone_finds_what_is_for_them_and_no_trace_of_the_rest(
        cast, boards, start, publish, find, browser, audience, name):
    post = start("About quibbles", "Only quibbles here", board=getattr(boards, audience))
    forum.reply(cast.ben, post.topic, "More quibbles still")
    entry = publish("Quibbles and I", audience=audience)
    blogs.comment(cast.ben, entry, "Quibbles indeed")
    viewer = getattr(cast, name)
    titles, counts = find(viewer, "quibbles")
    page = browser(viewer).get("/search?q=quibbles").text
    if name in SEES[audience]:
        assert sorted(titles) == ["About quibbles", "Quibbles and I"]
        assert counts == {"entry": 1, "topic": 1}
        assert "About <mark>quibbles</mark>" in page
    else:
        assert (titles, counts) == ([], {})
        other = browser(viewer).get("/search?q=zzzzzzzz").text
        assert unsigned(page) == unsigned(other.replace("zzzzzzzz", "quibbles"))
        assert "We found nothing" in page


def test_a_held_post_is_found_once_it_is_released(cast, start, find):
    post = start("See www.cushions.example", author=cast.newcomer, text="www.cushions.example")
    assert post.held_at and find(cast.moderator, "cushions") == ([], {})
    assert find(cast.newcomer, "cushions") == ([], {})
    moderation.release(cast.moderator, post)
    assert find(cast.stranger, "cushions")[1] == {"topic": 1}


def test_a_hidden_reply_leaves_and_comes_back(cast, start, find):
    post = start("Our nights")
    reply = forum.reply(cast.ben, post.topic, "Try lavender")
    moderation.hide(cast.moderator, reply, "Unkind")
    for viewer in (cast.stranger, cast.ben, cast.moderator):
        assert find(viewer, "lavender") == ([], {})
    assert find(cast.stranger, "nights")[0] == ["Our nights"]
    moderation.restore(cast.moderator, reply)
    assert find(cast.stranger, "lavender")[0] == ["Our nights"]


def test_a_hidden_question_takes_its_replies_along(cast, start, find):
    post = start("Our nights")
    forum.reply(cast.ben, post.topic, "Try lavender")
    moderation.hide(cast.moderator, post, "Unkind")
    assert find(cast.stranger, "lavender") == find(cast.admin, "nights") == ([], {})
    moderation.restore(cast.moderator, post)
    assert find(cast.stranger, "lavender")[1] == find(cast.stranger, "nights")[1] == {"topic": 1}


def test_a_question_taken_away_leaves_its_answers_to_be_found(cast, start, find):
    post = start("Our nights", "Help us with the owl")
    forum.reply(cast.ben, post.topic, "Try lavender")
    forum.delete(cast.amina, post)
    assert find(cast.stranger, "owl") == ([], {})
    assert find(cast.stranger, "lavender")[1] == {"topic": 1}


def test_what_was_edited_out_is_found_no_more(cast, start, find):
    post = start("Our address", "We live at Thistledown Cottage")
    reply = forum.reply(cast.amina, post.topic, "Thistledown Cottage, the blue door")
    forum.edit(cast.amina, post, "We live in Dorset", title="Our county")
    forum.edit(cast.amina, reply, "A door")
    assert find(cast.stranger, "thistledown") == find(cast.stranger, "address") == ([], {})
    assert find(cast.stranger, "county door")[0] == ["Our county"]


def test_a_topic_moved_to_families_is_gone_for_others(cast, boards, start, find):
    post = start("Our nights")
    forum.move(cast.moderator, post.topic, boards.families)
    assert find(cast.stranger, "nights") == find(cast.professional, "nights") == ([], {})
    assert find(cast.ben, "nights")[1] == {"topic": 1}


def test_drafts_and_what_was_unpublished_or_deleted_are_not_found(cast, publish, find):
    blogs.save_entry(cast.amina, title="A draft of mine", text="secret")
    entry = publish("A lovely walk")
    blogs.comment(cast.ben, entry, "Which path?")
    blogs.unpublish(cast.amina, entry)
    for typed in ("secret", "walk", "path"):
        assert find(cast.amina, typed) == ([], {})
    blogs.publish(cast.amina, entry)
    assert find(cast.stranger, "path")[1] == {"entry": 1}
    blogs.delete(cast.amina, entry)
    assert entries() == 0


def test_an_entry_made_for_members_takes_its_comments_along(cast, publish, find):
    entry = publish("A lovely walk")
    blogs.comment(cast.ben, entry, "Which path?")
    blogs.save_entry(cast.amina, entry, title="A lovely walk", text="Hello", audience="members")
    assert find(cast.stranger, "path") == find(cast.stranger, "walk") == ([], {})
    assert find(cast.professional, "path")[1] == {"entry": 1}


def test_a_visitors_comment_is_found_after_a_moderator_has_looked(cast, publish, find):
    comment = blogs.comment(None, publish("A lovely walk"), "Which path?", visitor_name="Jo")
    assert find(cast.moderator, "path") == ([], {})
    moderation.release(cast.moderator, comment)
    assert find(cast.stranger, "path")[1] == {"entry": 1}


def test_a_sheet_is_found_while_it_is_published(cast, put_in_library, find):
    sheet = put_in_library("Choosing a hoist", and_publish=False)
    assert find(cast.advisor, "hoist") == ([], {})
    library.publish(cast.advisor, sheet)
    assert find(cast.stranger, "hoist")[1] == {"sheet": 1}
    library.unpublish(cast.advisor, sheet)
    assert find(cast.advisor, "hoist") == ([], {})


def test_private_messages_and_people_are_never_in_the_index(cast, find):
    messages.start(cast.amina, cast.ben, "quibbles", "client-1")
    for viewer in (cast.amina, cast.ben, cast.admin):
        assert find(viewer, "quibbles") == find(viewer, "Ben") == ([], {})
    assert entries() == 0


def test_an_anonymous_post_is_not_found_by_its_authors_name(cast, start, find, browser):
    start("A hard question", "I feel low", anonymous=True)
    for viewer in (cast.stranger, cast.moderator):
        assert find(viewer, "amina") == ([], {})
    assert "Amina" not in browser().get("/search?q=low").text


def test_the_second_wall_stands_even_if_the_index_were_wrong(cast, start, browser):
    post = start("Our nights")

    @act
    def spoil():
        again = db.session.merge(post)
        again.hidden_at = clock.now() - timedelta(days=1)

    spoil()
    assert "Our <mark>" not in browser().get("/search?q=nights").text


def test_nothing_is_left_of_an_act_that_failed(cast, start, app, monkeypatch):
    def boom(event):
        raise RuntimeError

    during = app.extensions["acts"]["during"]
    monkeypatch.setitem(during, Published, [*during[Published], boom])
    with pytest.raises(RuntimeError):
        start("Our nights")
    assert entries() == 0
