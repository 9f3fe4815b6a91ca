"""What is plain is rendered without the converters, and as they would render it."""
import random

import pytest

from peoplehub.core.text import rendering

WORDS = (
    "we", "wrote", "it", "on", "one", "page.", "Budget,", "no!", "why?", "(about", "it)", "77",
    "1.", "don’t", "£40", "café", "Tŷ", "www", "com", "and;", "so…", "www.example.org", "e.g.",
    "x", "http", "*so*", "@amina", "#one", "a_b_c", "-", "+", "&amp;", "<b>", "\\", "`x`", "[a](b)",
    "~", "it's", '"so"', "1)", "|", ":", "=", "a@b.cd", "nhs.uk", "a.b", "⚽",
)
BREAKS = (" ",) * 12 + ("\n\n", "\n", "  ", " \n\n", "\n\n\n", "\n\n ")


def sources(how_many: int):
    chosen = random.Random(6)
    for _ in range(how_many):
        words = WORDS[: chosen.choice((10, 21, len(WORDS)))]
        parts = [chosen.choice(words) + chosen.choice(BREAKS) for _ in range(chosen.randint(1, 8))]
        yield rendering.normalize("".join(parts))


def test_plain_words_are_rendered_as_the_converters_would():
    plain = 0
    for source in sources(1_500):
        plain += bool(rendering.PLAIN.fullmatch(source))
        converted = rendering._converted(source, {}, 3)
        assert rendering._rendered(source, {}, 3) == converted, source
    assert plain > 150


@pytest.mark.parametrize("source", [
    "Visit nhs.uk now", "www.example.org", "1. One", "- a", "A *b* c", "Hello @amina", "a_b_c",
    "A: b", "One\ntwo", "<b>x</b>", "A & b", "Two  spaces", "[a](b)", "    code", "# One", "a.b",
])
def test_what_may_mean_something_is_not_plain(source):
    assert not rendering.PLAIN.fullmatch(source)


def test_a_long_plain_text_is_known_at_once():
    """The pattern never goes back over what it has read."""
    assert rendering.PLAIN.fullmatch("We wrote ours on one page. " * 2_000 + "so")
    assert not rendering.PLAIN.fullmatch("We wrote ours on one page. " * 2_000 + "*")
    assert not rendering.PLAIN.fullmatch("a\n\n" * 5_000 + "*")
