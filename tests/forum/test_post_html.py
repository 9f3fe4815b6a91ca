"""The HTML of posts: rendered once for each look, and filled in for each post."""
import re

import pytest
from flask import template_rendered
from sqlalchemy import update

from peoplehub.core.extensions import db
from peoplehub.core.fragments import fragment
from peoplehub.forum.models import Topic
from tests.forum.conftest import replied, started

pytestmark = pytest.mark.one_database


def test_a_page_that_was_never_asked_for_renders_no_template_for_its_posts(browser, cast, boards):
    first, other = (started(cast.amina, boards.planning, title=title) for title in ("One", "Two"))
    for topic in (first, other):
        replied(cast.ben, topic, f"Under {topic.title}")
    browser().get(first.address)
    before = fragment.cache_info().misses
    assert "Under Two" in browser().get(other.address).text
    assert fragment.cache_info().misses == before


def test_braces_that_people_type_stay_as_they_are(browser, cast, topic):
    replied(cast.ben, topic, "A form with {n}, {{ name }} and {0} in it")
    assert "A form with {n}, {{ name }} and {0} in it" in browser().get(topic.address).text


def test_what_a_moderator_said_is_shown_as_words_and_not_as_html(browser, cast, topic):
    post = replied(cast.ben, topic)
    browser(cast.moderator).post(f"/moderation/post/{post.id}/hide",
                                 data={"reason": "<b>Not {kind}</b>", "rule": ""})
    page = browser(cast.ben).get(topic.address).text
    assert "A moderator took this down" in page and "&lt;b&gt;Not {kind}" in page


def test_a_members_page_asks_little(browser, cast, topic, queries):
    """The session with its person and what waits for them; the topic with all that is theirs in it;
    its posts. Other topics of the board are known until the forum changes."""
    ben = browser(cast.ben)
    ben.get(topic.address)
    for address, most in ((topic.address, 3), (topic.board.address, 5), ("/", 8)):
        with queries() as asked:
            assert ben.get(address).status_code == 200
        assert len(asked) <= most, (address, [one[:90] for one in asked])


def test_other_topics_of_the_board_are_those_of_this_moment(browser, cast, boards):
    topic, ben = started(cast.amina, boards.planning, title="This one"), browser(cast.ben)
    assert "Another one" not in ben.get(topic.address).text
    other = started(cast.amina, boards.planning, title="Another one")
    assert "Another one" in ben.get(topic.address).text
    db.session.execute(update(Topic).where(Topic.id == other.id).values(listed=False))
    db.session.commit()
    assert "Another one" not in ben.get(topic.address).text


def test_the_header_is_rendered_once_for_people_of_a_kind(browser, cast, topic):
    browser(cast.amina).get("/library")
    before = fragment.cache_info().misses
    page = browser(cast.ben).get("/library").text
    assert fragment.cache_info().misses == before
    assert cast.ben.pen_name in page and cast.amina.pen_name not in page


def test_an_address_that_people_type_is_written_as_words_in_the_header(browser, cast):
    page = browser(cast.ben).get('/search?q="><b>{slug}').text
    assert "<b>{slug}" not in page
    assert re.search(r'display\?next=/search%3F[^"<>{]*slug[^"<>{]*"', page)


def test_the_token_of_forms_is_signed_once_for_a_session_and_holds_for_no_other(
        app, browser, cast, topic):
    tokens = []
    for client in (browser(cast.ben), browser(cast.amina)):
        client.carry(csrf_token=f"the secret of browser {len(tokens)}")
        pages = [client.get(topic.address).text for _ in range(2)]
        said = [re.search('data-token="([^"]+)"', page)[1] for page in pages]
        assert said[0] == said[1] and all(f'value="{said[0]}"' in page for page in pages)
        tokens.append(said[0])
    words = {"text": "Me too.", "csrf_token": tokens[1]}
    ben = browser(cast.ben)
    ben.carry(csrf_token="the secret of browser 0")
    assert ben.post(f"{topic.acts}/replies", data=words, token=False).status_code == 400
    words["csrf_token"] = tokens[0]
    assert ben.post(f"{topic.acts}/replies", data=words, token=False).status_code == 303


def test_a_topic_like_one_that_was_shown_renders_no_template(app, browser, cast, boards):
    first, other = (started(cast.amina, boards.planning, title=title) for title in ("One", "Two"))
    for topic in (first, other):
        replied(cast.amina, topic, f"Under {topic.title}")
    rendered = []
    for viewer in (cast.stranger, cast.ben, cast.moderator):
        browser(viewer).get(first.address)
        with template_rendered.connected_to(lambda *_, **about: rendered.append(about), app):
            page = browser(viewer).get(other.address).text
        assert "Under Two" in page and rendered == []


def test_a_page_that_was_kept_for_its_look_holds_nothing_of_who_was_shown_it_first(
        browser, cast, topic):
    """Names, keys and the tokens of every form are each viewer's own."""
    pages = []
    for person in (cast.ben, cast.advisor):
        client = browser(person)
        client.carry(csrf_token=f"the secret of {person.slug}")
        pages.append(client.get(topic.address).text)
    tokens, keys, persons = ([set(re.findall(sign, page)) for page in pages] for sign in (
        r'(?:data-token|name="csrf_token" value)="([^"]+)"',
        r'name="idempotency_key"[^>]*value="([^"]+)"', r'data-person="([^"]+)"'))
    for kind in (tokens, keys, persons):
        assert len(kind[0]) == len(kind[1]) == 1 and kind[0] != kind[1]
    assert cast.ben.pen_name not in pages[1] and "\ue000" not in "".join(pages)


def test_what_just_happened_is_said_on_a_page_that_was_kept(browser, cast, topic):
    ben = browser(cast.ben)
    ben.get(topic.address)
    said = "You follow this topic now."
    page = ben.post(f"/forum/topics/{topic.id}/follow", follow_redirects=True).text
    assert said in page and said not in ben.get(topic.address).text
