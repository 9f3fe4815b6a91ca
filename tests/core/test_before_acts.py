"""What is slow about words is done before an act, while nobody waits for the database."""
import time

import pytest

from peoplehub.accounts.actions import change_profile
from peoplehub.blogs import actions as blogs
from peoplehub.core import rerender
from peoplehub.core.acts import act, save
from peoplehub.core.extensions import db
from peoplehub.core.text import plain, rendering
from peoplehub.forum import actions as forum
from peoplehub.forum.models import Board, Post
from peoplehub.library import actions as library
from peoplehub.messages import actions as messages
from peoplehub.moderation import screening_rules

pytestmark = pytest.mark.one_database


@pytest.fixture
def rendered(app, monkeypatch):
    """For each rendering in this test: whether an act was under way."""
    seen, really = [], rendering._rendered

    def watched(*args):
        seen.append("announced" in db.session.info)
        return really(*args)

    monkeypatch.setattr(rendering, "_rendered", watched)
    return seen


@pytest.fixture
def topic(cast):
    board = act(save)(Board(slug="planning", name="Planning"))
    return forum.start_topic(cast.amina, board, "Nights", "Who else?").topic


@pytest.mark.both_databases
def test_no_act_renders_what_people_write(cast, topic, rendered):
    rendered.clear()
    words = "Thank you @ben and @amina, **both**.\n\n# So"
    post = forum.start_topic(cast.amina, topic.board, "A title", words)
    forum.edit(cast.amina, forum.reply(cast.amina, topic, words), words + " Again.")
    forum.summarize(cast.amina, post.topic, words)
    entry = blogs.save_entry(cast.amina, title="One", text=words)
    blogs.save_and_publish(cast.amina, entry, title="One", text=words + " Two.")
    blogs.save_and_publish(cast.amina, title="Three", text=words)
    blogs.edit_comment(cast.ben, blogs.comment(cast.ben, entry, words), words + " Four.")
    blogs.comment(None, entry, words, visitor_name="Jo")
    message = messages.start(cast.amina, cast.ben, "Hello **you**", "client-1")
    messages.send(cast.ben, message.conversation, words, "client-2")
    sheet = {"title": "S", "summary": "S", "topic": "planning", "easy_text": "One.\n\nTwo."}
    made = library.write_sheet(cast.advisor, text=words, **sheet)
    library.change(cast.advisor, made, text=words + " Five.", **sheet)
    change_profile(cast.amina, pen_name="Amina", describes="", about=words)
    list(rerender.rerender_all(everything=True))
    assert len(rendered) > 15 and not any(rendered)


def test_what_was_prepared_is_what_would_have_been_rendered(cast, topic):
    post = forum.reply(cast.amina, topic, "Thank you @ben, **so** much")
    assert post.html == str(rendering.render(post.text, {"ben"}))


@pytest.mark.parametrize("shape", ["a-", "a.", "a-a-x.", "www", "https:", "-", "a.co", "é."])
def test_the_first_look_takes_as_long_for_any_words(app, shape):
    """1.3 seconds for 10,000 times "a-", while everybody waited to write."""
    words = (shape * 20_000)[:20_000]
    began = time.thread_time()
    screening_rules.LINK.search(words)
    plain(f"<p>{words}</p>")
    assert time.thread_time() - began < 0.1


@pytest.mark.parametrize("words", ["see www.pills.example", "pills.shop", "a-b.com", "x.co.uk"])
def test_the_first_look_still_finds_an_address(words):
    assert screening_rules.LINK.search(words)


@pytest.mark.parametrize("nothing", ["---", "***", "\u200b\u200b", "\u3164", "\u2800 \u2800", "> ",
                                     "# ", "\u2060\ufe0f", "=====", "- \n- ", "| | |", "\u202e"])
def test_words_that_show_nothing_are_refused_and_kept(browser, cast, topic, nothing):
    amina = browser(cast.amina)
    for path, data in (
        (f"/forum/topics/{topic.id}/replies", {"text": nothing}),
        ("/forum/planning/new", {"title": "A title", "text": nothing}),
        ("/blogs/new", {"title": "A title", "text": nothing, "action": "publish"}),
        (f"/messages/new?to={cast.ben.slug}", {"to": "ben", "text": nothing, "client_id": "c1"}),
    ):
        answer = amina.post(path, data=data)
        assert answer.status_code == 422, path
    assert db.session.query(Post).count() == 1


@pytest.mark.parametrize("something", ["?", ":-)", "👍", "...", "5", "Да", "❤️", "ok"])
def test_short_words_are_words(browser, cast, topic, something):
    answer = browser(cast.amina).post(f"/forum/topics/{topic.id}/replies", data={"text": something})
    assert answer.status_code == 303
