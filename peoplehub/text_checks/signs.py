"""What has a weight in a text (`weighing.py`): words alone and in a row, their stems, the letters
within them, groups of words, what stands behind a "not", how a part begins, and how it is written.
"""
import re
from collections.abc import Iterator, Mapping
from functools import lru_cache
from itertools import combinations

from peoplehub.text_checks.phrases import STOP
from peoplehub.text_checks.stems import stem

REACH = 5  # words between two groups whose order is looked at
LETTERS = (4, 5)  # in a row within a word that are a sign
SHORTEST = 4  # letters of a word that is looked into
NEGATIONS = frozenset({"not", "no", "never", "nobody", "nothing", "without", "none", "nowt"})
DENIED = 4  # words behind one of these
SIZES = (4, 8, 16, 32, 60)  # words: a text that has more has the sign
Groups = Mapping[str, frozenset[str]]
Found = dict[str, tuple[str, ...]]  # a sign, and the words that show it
WRITTEN = {
    "=?": re.compile(r"\?"), "=??": re.compile(r"\?[^?]*\?"), "=ends?": re.compile(r"\?\s*\Z"),
    "=!": re.compile("!"), "=quote": re.compile("[\"“”«]"), "=digit": re.compile(r"\d"),
    "=(": re.compile(r"\("), "=:": re.compile(":"), "=£": re.compile("£"),
    "=emoji": re.compile("[\U0001F300-\U0001FAFF\u2600-\u27BF]"),
}
CAPITAL, DIVIDED = re.compile("[A-Z]"), re.compile(r",|\..")


def manner_of(text: str) -> tuple[str, ...]:
    """How a text is written: questions, quotations, capitals, and how long it is."""
    text = text.strip()
    found = [sign for sign, pattern in WRITTEN.items() if pattern.search(text)]
    found += [sign for sign, pattern in (("=lower", CAPITAL), ("=undivided", DIVIDED))
              if not pattern.search(text)]
    size = len(text.split())
    return (*found, *(f"=n{words}" for words in SIZES if size > words))


def signs_in(words: list[str], groups: Groups, manner: tuple[str, ...] = (),
             signs_of: Mapping[str, tuple[str, ...]] | None = None) -> Found:
    """What has a weight in these words, and the words that show it. `groups`: of each word, the
    names of its groups. `manner`: how the whole text is written. `signs_of`: of each word those of
    its signs that are asked for; else all."""
    found: Found = dict.fromkeys(manner, ())
    for word in dict.fromkeys(words):  # in their order: the last word that shows a sign is kept
        shown = word,
        for sign in of_word(word) if signs_of is None else signs_of[word]:
            found[sign] = shown
        for name in groups.get(word, ()):
            found[f"@{name}"] = shown
    _add_rows(found, words)
    _add_denied(found, words)
    named = [sorted(groups[word]) if word in groups else () for word in words]
    _add_beside(found, words, named)
    for first, names in enumerate(named):
        if names:
            _add_in_order(found, words, named, first)
    for sentence in _sentences(words, named):
        found.update((f"@{one}&@{two}", (sentence[one], sentence[two]))
                     for one, two in combinations(sorted(sentence), 2))
    return found


@lru_cache(maxsize=4_000)
def of_word(word: str) -> tuple[str, ...]:
    """The word, its stem, and the letters within it."""
    return (word, f"~{stem(word)}", *letters_of(word))


def letters_of(word: str) -> tuple[str, ...]:
    """Letters in a row within a word, so that what is written wrong or in dialect counts for
    something; ^ and $ stand for its ends."""
    if len(word) < SHORTEST:
        return ()
    whole = f"^{word}$"
    return tuple(f"#{whole[at:at + size]}"
                 for size in LETTERS for at in range(len(whole) - size + 1))


def _add_rows(found: Found, words: list[str]) -> None:
    """Two words in a row, with one between, and three; two stems; the first words."""
    pairs = list(zip(words, words[1:], strict=False))
    stems = [f"~{stem(word)}" for word in words]
    for pair in pairs:
        found[" ".join(pair)] = pair
    for pair, stemmed in zip(pairs, zip(stems, stems[1:], strict=False), strict=True):
        found[" ".join(stemmed)] = pair
    for row in zip(words, words[1:], words[2:], strict=False):
        found[f"{row[0]} * {row[2]}"] = row[0], row[2]
        found[" ".join(row)] = row
    if words:
        found[f"^{words[0]}"] = words[0],
        found["^" + " ".join(words[:2])] = tuple(words[:2])


def _add_denied(found: Found, words: list[str]) -> None:
    """Stems of the words behind a "not", in its sentence."""
    left = 0
    for word in words:
        if word == STOP:
            left = 0
        elif word in NEGATIONS:
            left = DENIED
        elif left:
            found[f"!{stem(word)}"] = word,
            left -= 1


def _add_beside(found: Found, words: list[str], named: list) -> None:
    """A group and the word before or after it."""
    for at, pair in enumerate(zip(words, words[1:], strict=False)):
        for name in named[at]:
            found[f"@{name} {pair[1]}"] = pair
        for name in named[at + 1]:
            found[f"{pair[0]} @{name}"] = pair


def _add_in_order(found: Found, words: list[str], named: list,
                  first: int) -> None:
    for second in range(first + 1, min(first + 1 + REACH, len(words))):
        if words[second] == STOP:
            break
        for two in named[second]:
            for one in named[first]:
                found[f"@{one}>@{two}"] = words[first], words[second]


def _sentences(words: list[str], named: list) -> Iterator[dict[str, str]]:
    """Of each sentence, the groups in it and a word of each."""
    sentence: dict[str, str] = {}
    for word, names in zip(words, named, strict=True):
        if word == STOP:
            yield sentence
            sentence = {}
        sentence |= dict.fromkeys(names, word)
    yield sentence
