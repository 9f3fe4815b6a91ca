"""Whether a text has certain words: whole words, whatever their accents and capital letters."""
import re
import unicodedata
from html import unescape

ACCENTS = re.compile("[\u0300-\u036f\u00ad\u200b-\u200f\u2060\ufeff]")  # and what is invisible
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
