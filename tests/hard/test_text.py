"""Whatever people type, what comes out of `core.text` holds only what the list allows."""
import nh3
import pytest
from hypothesis import given, settings, strategies as st

from peoplehub.core import text
from peoplehub.core.acts import act, save
from peoplehub.core.extensions import db
from peoplehub.forum import actions as forum
from peoplehub.forum.models import Board, Post
from tests.hard.clean import wrong_in_text
from tests.hard.hostile import HEADERS, INVISIBLE, OWN, SCRIPTS, TEMPLATES, corpus

PIECES = st.one_of(st.sampled_from(OWN), st.sampled_from(
    ["[", "](", ")", "<", ">", "`", "```\n", "**", "_", "> ", "- ", "1. ", "# ", "|", "\n", "\n\n",
     "&#", ";", "\\", "\"", "'", "<!--", "-->", "http://a.b", "@amina", "    ", "\t", "![", "javascript:",
     "\x00", "\u202e", "&lt;", "&colon;", "&Tab;", "a"]), st.text(max_size=8))


def test_nothing_outside_the_list_comes_out():
    for source in corpus():
        assert wrong_in_text(text.render(source, {"amina"})) == [], source


def test_nor_when_they_stand_inside_one_another():
    for source in OWN:
        for around in ("> {}", "- {}", "[{}](/x)", "**{}**", "`{}`", "| {} |\n|---|\n| x |", "# {}"):
            assert wrong_in_text(text.render(around.replace("{}", source))) == [], (around, source)


@given(st.lists(PIECES, max_size=14).map("".join))
@settings(max_examples=150, deadline=None)
def test_nor_however_they_are_put_together(source):
    html = text.render(source, {"amina"})
    assert wrong_in_text(html) == []
    assert text.render(source, {"amina"}) == html


def test_it_stays_the_same_when_it_is_cleaned_again():
    """A browser that reads, writes and reads it again (mutation) finds nothing new."""
    for source in corpus():
        once = str(text.render(source))
        assert wrong_in_text(once) == []
        assert nh3.clean(once, **text.NH3_OPTIONS) == once, source


def test_links_say_that_they_are_peoples_own():
    html = text.render("[x](https://a.example) and https://b.org and @amina", {"amina"})
    assert html.count('rel="nofollow noopener ugc"') == 3


@pytest.mark.parametrize("said", ["&#x202e;", "&#8238;", "&#x202E", "&#0;", "&#1;", "&#13;",
                                  "&#x7f;", "&#xd800;", "&#x110000;", "&#99999999;", "&#xfeff;"])
def test_what_may_not_be_typed_may_not_be_said_by_number(said):
    """Else a word could be turned round, or a link hide where it goes."""
    for source in (f"a{said}b", f"`a{said}b`", f"[x](/{said}/evil.example)", f"<b>{said}</b>"):
        html = str(text.render(source))
        assert not text.INVISIBLE.search(html) and "\r" not in html, source
        assert "//evil.example" not in html
        assert not text.INVISIBLE.search(text.excerpt(source))


def test_templates_and_formats_are_words():
    for source in TEMPLATES:
        words = text.excerpt(source)
        assert "49" not in str(text.render(source)) and "49" not in words


def test_what_is_typed_is_what_is_kept(app, cast):
    """Byte for byte, through the database and back, and again: nothing is eaten on the way."""
    board = _board()
    topic = forum.start_topic(cast.moderator, board, "All of it", "First").topic
    sources = [source for source in corpus() if text.normalize(source).strip()]
    kept = _write_all(topic.id, cast.moderator.id, sources)
    db.session.expire_all()
    for number, (source, html) in kept.items():
        post = db.session.get(Post, number)
        assert (post.text, post.html) == (text.normalize(source), html)


@act
def _board() -> Board:
    return save(Board(slug="all", name="All"))


@act
def _write_all(topic_id: int, author_id: int, sources: list[str]) -> dict[int, tuple[str, str]]:
    kept = {}
    for number, source in enumerate(sources, 2):
        post = Post(topic_id=topic_id, number=number, author_id=author_id)
        post.write(source)
        kept[save(post).id] = source, post.html
    return kept


@pytest.mark.parametrize("clean", [text.one_line, text.normalize])
def test_no_invisible_trick_is_left(clean):
    for source in INVISIBLE + HEADERS + SCRIPTS:
        left = clean(source)
        assert not text.INVISIBLE.search(left), source
        if clean is text.one_line:
            assert len(left.splitlines()) <= 1 and not text.ZERO_WIDTH.search(left), source


def test_cleaning_twice_changes_nothing_more():
    for source in corpus():
        assert text.normalize(text.normalize(source)) == text.normalize(source)
        assert text.one_line(text.one_line(source)) == text.one_line(source)
        assert len(text.excerpt(source)) <= 161
