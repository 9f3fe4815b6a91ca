"""Whether a text has certain words: whole words, whatever their accents and capital letters."""
import re
import unicodedata
from collections.abc import Callable
from functools import lru_cache
from html import unescape

ACCENTS = re.compile("[\u0300-\u036f\u00ad\u200b-\u200f\u2060\ufeff]")  # and what is invisible
MOST_KNOWN = 20_000
_known: dict[tuple[str, tuple[str, ...]], bool] = {}
NO_WORD = re.compile(r"[\W_]+")
TAG = re.compile(r"<[^>]*>")
SAID = re.compile(r'\s(?:alt|aria-label|title)="([^"]*)"')  # words that stand in tags
NO_SPACES = re.compile("[\u0e00-\u0eff\u1000-\u109f\u1780-\u17ff\u3040-\u30ff\u3400-\u9fff]")


def folded_words(text: str) -> str:
    """Small letters without accents, a space around each word: "self-harm" is " self harm "."""
    plain = ACCENTS.sub("", unicodedata.normalize("NFKD", text)).casefold()
    return f" {NO_WORD.sub(' ', plain).strip()} "


def words_of_html(html: str) -> str:
    """All that is read in safe HTML, as `folded_words`: a tag may end a word or stand in one, so it
    is looked at in both ways."""
    said = " ".join(SAID.findall(html))
    return folded_words(unescape(f"{TAG.sub(' ', html)} {said}")) + folded_words(
        unescape(TAG.sub("", html)))


def has(folded: str, words: str) -> bool:
    """Whether a text stands in `folded`; both as `folded_words`. In writing without spaces between
    words, anywhere in it."""
    return (words.strip() if NO_SPACES.search(words) else words) in folded


@lru_cache(maxsize=4)
def _words_of(html: str) -> str:
    """The last ones: each is looked through for several things, one after the other."""
    return words_of_html(html)


def known_match(key: str, phrases: tuple[str, ...], html: Callable[[], str]) -> bool:
    """Whether safe HTML has any of the phrases (as `folded_words`). What was found is kept for
    the same `key`, as the same posts are read again and again: looking takes as long as the page.
    """
    found = _known.get((key, phrases))
    if found is None:
        if len(_known) >= MOST_KNOWN:
            _known.clear()
        said = _words_of(html())
        found = _known[key, phrases] = any(has(said, phrase) for phrase in phrases)
    return found
