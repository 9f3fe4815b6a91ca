"""Shapes made to keep a renderer busy: none costs many times what honest words cost."""
import time

import pytest
from hypothesis import given, settings, strategies as st

from peoplehub.core import text
from peoplehub.core.text import complexity_limits

LONG = 20_000  # characters: the most that a field takes
MOST = 12  # times what an honest text of the same length costs
HONEST = (
    "We met Maya on **Monday**, and she told us about the plan that she wrote for her daughter "
    "last year. It took two weeks.\nIt helped a lot, and @amina wrote back to say so: see "
    "[her story](https://a.example/story) when you can.\n\n"
    "- one thing at a time\n- and somebody to ask when it is too much\n\n"
)
SHAPES = [
    "a-a-x.", "a-", "a.", "a.b ", "x.co ", "é.", "漢", "%41.", "https://a.b/", "@a.",
    "[", "]", "(", "[x](", "![", "![[]()", "[a](b", "[a][b]", "[]: ", "<", ">", "<a", "<!--", "<![CDATA[",
    "<?", "</", "&", "&#", "&#x41", "*", "**a", "_", "__a ", "`", "``a", "```\n", "~", "#", "# ", "\n#",
    "- ", "- a\n", "> ", ">", "> a\n", "1. ", "    a\n", "\t", "|", "|a|b|\n|-|-|\n", "a\n", "\n", "\\", "\\[",
    "@a", "@amina ", "http://", "http://a.b ", "www.a.", "a.b", "a@b.c ", "\"", "'", "=\n", "a\n=\n", "-\n",
    "*a_", "*_", "[*`", "a**b", "(a", "((a)", "\u0300", "\u202e", "﷽", "\x00", "<b>", "<p><", "x ", "[x](<",
    "[x]: <", "*a **b ", "a`b``", "- - ", "1. - > ", ">- ", "  \n", "\r", "<https://a ", "{", "%", ". ", ".a",
]


def cost(source: str) -> float:
    """Seconds of this thread alone."""
    began = time.thread_time()
    text.render(source)
    return time.thread_time() - began


def is_cheap(source: str, honest: float) -> bool:
    """A busy machine is given a second and a third try."""
    return any(cost(source) < MOST * honest for _ in range(3))


@pytest.fixture(scope="module")
def honest() -> float:
    whole = (HONEST * LONG)[:LONG]
    assert "<strong>" in text.render(whole)  # not taken as typed
    return max(cost(whole) for _ in range(3))


@pytest.mark.parametrize("shape", SHAPES, ids=[repr(shape) for shape in SHAPES])
def test_a_field_full_of_one_shape(honest, shape):
    assert is_cheap((shape * LONG)[:LONG], honest)


@pytest.mark.parametrize("shape", ["[", "![[]()", "- ", "*a_", "`", "> "])
def test_just_below_what_is_taken_as_typed(honest, shape):
    """The most of a shape that is still rendered as Markdown."""
    few = complexity_limits.MOST_MARKS // max(1, len(complexity_limits.MARKS.findall(shape)))
    assert is_cheap((shape * min(few, complexity_limits.MOST_LINES))[:LONG], honest)


@given(st.lists(st.tuples(st.sampled_from(SHAPES), st.integers(1, 2_000)), min_size=1, max_size=5))
@settings(max_examples=25, deadline=None)
def test_a_field_full_of_several(honest, mix):
    source = "".join(shape * times for shape, times in mix)[:LONG]
    assert is_cheap(source, honest)


@pytest.mark.parametrize("shape", SHAPES[::6], ids=[repr(shape) for shape in SHAPES[::6]])
def test_what_lists_make_of_it(shape):
    source = (shape * LONG)[:LONG]
    began = time.thread_time()
    text.excerpt(source)
    text.mentioned(source)
    text.one_line(source)
    assert time.thread_time() - began < 1
