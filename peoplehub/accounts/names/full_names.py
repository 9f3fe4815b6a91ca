"""Whether a pen name looks like a first name and a surname, which would identify its owner.

Many first names are words ("Holly"), many surnames too ("Berry"), and many people have two first
names ("Sarah-Jane"). So a surname must be likely, not only possible. How often this is wrong is
measured with the lists in tests/accounts/pen_names.
"""
import re
from functools import lru_cache
from importlib import import_module

from peoplehub.accounts.names import vocabulary
from peoplehub.accounts.names.vocabulary import NAMES_THAT_ARE_WORDS

MOST_WORDS = 5
EVERYDAY = {"english_wikipedia": 8_000, "us_tv_and_film": 19_000, "passwords": 5_000}
IS_A_WORD = re.compile(r"[^\W\d_]['’\w]*")
SURNAMES_ENDING = re.compile(
    r"\w{2,}(ska|ski|sky|cki|cka|wicz|czyk|enko|escu|eanu|opoulos|akis|ssen|sson|kowa|ov|ova|shvili"
    r"|yan|poor|zadeh|worth|bottom|thwaite|wright|bridge|borough)"
)
ENDINGS = re.compile("(?<=...)(s|es|ies|ing|ed|er|ers|y|ish)$")
SURNAMES_BEGINNING = re.compile(r"([oO]['’]|[mM]c|Mac(?=[A-Z])|[fF]itz)\w{3}")


def looks_like_a_full_name(name: str) -> bool:
    """A first name and a surname. Phrases that happen to begin with a name are left alone."""
    if "," in name:  # "Smith, Sarah"
        last, _, first = name.partition(",")
        return looks_like_a_full_name(f"{first.strip()} {last.strip()}")
    words = [word for word in _words(name) if word.lower() not in vocabulary.TITLES]
    if not 2 <= len(words) <= MOST_WORDS or not all(map(_is_a_word, words)):
        return False
    first, *middle, last = words
    return _is_first(first) and all(map(_may_stand_between, middle)) and (
        _is_a_surname_beside(first, last)
    )


def _words(name: str) -> list[str]:
    """The words of a name, also of one written LikeThis. Two first names with a hyphen are one."""
    apart = re.sub(r"(?<=[a-z])(?=[A-Z])(?<!\bMc)(?<!\bMac)", " ", name)
    words: list[str] = []
    for word in re.split(r"[\s_./|]+", apart):
        parts = [part for part in word.split("-") if part]
        is_one_name = all(part.lower() in _first_names() for part in parts)
        words += ["-".join(parts)] if parts and is_one_name else parts
    return words


def _is_a_word(word: str) -> bool:
    return all(IS_A_WORD.fullmatch(part) for part in word.split("-"))


def _is_first(word: str) -> bool:
    return all(part.lower() in _first_names() for part in word.split("-"))


def _may_stand_between(word: str) -> bool:
    return len(word) == 1 or word.lower() in vocabulary.PARTICLES or _is_first(word)


def _is_a_surname_beside(first: str, word: str) -> bool:
    small, is_phrase = word.lower().replace("’", "'"), first.lower() in NAMES_THAT_ARE_WORDS
    if small in vocabulary.COMMON_SURNAMES:
        return True
    if small in vocabulary.WORDS:
        return False
    if SURNAMES_BEGINNING.match(word):
        return True
    if small in vocabulary.SURNAMES_THAT_ARE_WORDS:
        return not is_phrase
    if small in _first_names():
        return False
    if small in _surnames():
        return True
    if _is_an_everyday_word(small):
        return False
    return len(small) > 4 or bool(SURNAMES_ENDING.fullmatch(small))


def _is_an_everyday_word(word: str) -> bool:
    """Whether it is a common word, or one with an ending: knit, knits, knitting, knitter."""
    stem = ENDINGS.sub("", word)
    once = stem[:-1] if stem[-2:-1] == stem[-1] else stem  # knitt(ing)
    return not _everyday_words().isdisjoint((word, stem, f"{stem}e", once))


def _lists() -> dict[str, list[str]]:
    return import_module("zxcvbn.frequency_lists").FREQUENCY_LISTS  # large, seldom asked


@lru_cache(maxsize=1)
def _first_names() -> frozenset[str]:
    lists = _lists()
    names = {*lists["male_names"], *lists["female_names"], *vocabulary.FIRST_NAMES,
             *NAMES_THAT_ARE_WORDS}
    return frozenset(names - vocabulary.WORDS)


@lru_cache(maxsize=1)
def _surnames() -> frozenset[str]:
    return frozenset(_lists()["surnames"])


@lru_cache(maxsize=1)
def _everyday_words() -> frozenset[str]:
    """The commonest words: those a phrase is made of. Each word is in the list it fits best."""
    parts = (_lists()[name][:most] for name, most in EVERYDAY.items())
    return vocabulary.WORDS.union(*parts)
