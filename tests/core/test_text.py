"""The rendering of text: depths, the last sanitiser alone, marks, and what it costs."""
import re

import nh3
import pytest

from peoplehub.core import text
from peoplehub.core.text import complexity_limits
from peoplehub.core.text.blocks import DEEPEST


def test_below_the_deepest_quotation_the_signs_stay_as_typed():
    at_most = "> " * DEEPEST
    html = text.render(f"{at_most}One\n{at_most}> Two\n{at_most}- Three")
    assert html.count("<blockquote>") == DEEPEST == 6
    assert "<p>One<br>\n&gt; Two<br>\n- Three</p>" in html


def test_below_the_deepest_list_the_signs_stay_as_typed():
    deep = "\n".join(f"{'  ' * depth}- {depth}" for depth in range(DEEPEST + 1))
    html = text.render(deep)
    assert html.count("<ul>") == DEEPEST
    assert "<li>5<br>\n- 6</li>" in html


@pytest.mark.parametrize("address", ["tel:0909", "javascript:123", "//evil.example",
                                     r"/\evil.example", "data:text/html,x"])
def test_the_last_sanitiser_alone_lets_no_such_address_through(address):
    html = nh3.clean(f'<a href="{address}">x</a>', **text.NH3_OPTIONS)
    assert html == '<a rel="nofollow noopener ugc">x</a>'
    assert 'href="/library"' in nh3.clean('<a href="/library">x</a>', **text.NH3_OPTIONS)


def test_a_name_longer_than_names_can_be_is_no_link():
    longest = f"{'a' * 63}.{'b' * 63}.{'c' * 63}.{'d' * 57}.com"
    assert len(longest) == 253
    for address in (f"http://{longest}/", f"[x](http://{longest}/)"):
        assert "<a" in text.render(address)
        assert "<a" not in text.render(address.replace(".com", "e.com"))


def test_words_found_are_marked_and_everything_else_is_safe():
    html = text.marked("<b>The [bus]</b>", "[", "]")
    assert html == "&lt;b&gt;The <mark>bus</mark>&lt;/b&gt;"


@pytest.mark.parametrize("words, html", [
    ("Amina", "Amina"), ("<b>", "<b>"), ("\u05d0\u05de\u05d0", "<bdi>\u05d0\u05de\u05d0</bdi>"),
    ("\u0623\u0645\u064a <b>", "<bdi>\u0623\u0645\u064a &lt;b&gt;</bdi>"),
])
def test_words_from_right_to_left_stand_alone(words, html):
    assert text.isolated(words) == html


def test_a_table_has_at_most_forty_columns():
    for columns, tables in ((40, 1), (41, 0)):
        source = f"{'|'.join('a' * columns)}\n{'|'.join('-' * columns)}"
        assert text.render(source).count("<table>") == tables


@pytest.mark.parametrize("most", [
    "*" * 1_000, "\n" * 800, f"[{'x' * 999_999}]", f"x[{'x' * 499_999}]yy[{'z' * 499_999}",
], ids=["signs", "lines", "brackets", "open brackets"])
def test_what_costs_too_much_to_read_is_shown_as_typed(most):
    """1,000 signs, 800 lines, or a million characters between brackets are not too many."""
    assert not complexity_limits.is_too_complex(most)
    more = most.replace("[", "[x", 1) if "[" in most else most + most[0]
    assert complexity_limits.is_too_complex(more)


@pytest.mark.parametrize("top, levels", [(2, ["h2", "h2", "h3"]), (3, ["h3", "h3", "h4"])])
def test_headings_begin_at_the_level_of_the_page_and_skip_none(top, levels):
    html = text.render("#### A\n\n# B\n\n#### C", top=top)
    assert re.findall("<(h[0-9])>", html) == levels


def test_an_excerpt_is_as_long_as_asked_and_reads_six_times_that():
    assert text.excerpt("four", 4) == "four" and text.excerpt("fours", 4) == "four…"
    assert text.excerpt(" " * 59 + "word", 10) == "w" and text.excerpt(" " * 60 + "word", 10) == ""
    for spaces, said in ((60, "word"), (61, "")):
        assert text.preview(f"<p>{' ' * spaces}</p><p>word</p>", 10) == said
    assert text.plain("one <strong>two</strong>") == "one two"
