"""Pen names: which are safe for their owner, and which could pass for somebody else."""
import re
import unicodedata
from functools import lru_cache

from confusable_homoglyphs.confusables import confusables_data
from slugify import slugify
from zxcvbn.frequency_lists import FREQUENCY_LISTS

from peoplehub.core.text import one_line

SHORTEST, LONGEST = 2, 40

TOO_SHORT = f"Please choose a pen name of at least {SHORTEST} letters."
TOO_LONG = f"Please choose a pen name of at most {LONGEST} letters."
NO_LETTERS = "Please use some letters in your pen name."
IS_EMAIL = "This looks like an e-mail address. A pen name keeps you private, so choose another."
IS_ADDRESS = "This looks like a web address. Please choose another pen name."
IS_YEAR = "This looks like a year of birth. A pen name keeps you private, so leave the year out."
IS_NUMBER = "This looks like a phone number. A pen name keeps you private, so choose another."
IS_FULL_NAME = (
    "This looks like a full name. A pen name keeps you private: "
    "use a first name on its own, or any words you like."
)
IS_RESERVED = (
    "This name could be taken for the team or a helper. Please choose another pen name."
)
TAKEN = "Somebody has this pen name, or one that looks like it. Please choose another."

WORDS_OF_THE_TEAM = (
    "admin admins administrator administrators moderator moderators mod mods peoplehub advisor "
    "advisors adviser advisers nhs team staff support safeguarding official officials help "
    "helper helpdesk helpline host system sysadmin webmaster postmaster root owner council "
    "police samaritans ombudsman security abuse gov government"
).split()
NEVER_INSIDE = (  # however it is spaced and whatever stands around it
    "administrator moderator peoplehub advisor adviser safeguarding webmaster sysadmin"
).split()
ADDRESSES = (  # words that the site's own addresses and marks use
    "new entries entry covers edit feed atom drafts settings stories comments anonymous everyone "
    "all here nobody deleted someone me you null none undefined"
).split()
SAID_BY_THE_SITE = (  # what stands in the place of a name
    "somebody", "a visitor", "the person who asked", "someone who has left", "site team",
)
FIRST_NAMES_HERE = (  # British first names that the lists of the United States lack
    "ade agnieszka alasdair alistair alun ama andrei angus anil anjali aoife arjun bethan bilal "
    "bronwen callum carys catriona cerys chidi ciaran clive declan deepa eilidh emrys euan ewan "
    "femi ffion gareth geraint graham hamish hamza hussein huw iain ibrahim idris ieuan "
    "imogen imran ioana iqbal isla jemima jing katarzyna khadija kieran kiran kofi kwame lakshmi "
    "malgorzata meera mei morag muhammad nasreen neha ngozi niamh oisin olu owain padraig "
    "parveen piotr pooja priya rahul raj ravi rhys roisin sanjay saoirse shabnam sian sinead "
    "sioned sunil tamsin tariq tomasz tunde usman vikram wei wojciech wyn yusuf zainab"
).split()
EVERYDAY = {"english_wikipedia": 5_000, "us_tv_and_film": 1_500, "passwords": 2_000}


def clean(name: str) -> str:
    """The name as it is kept: one line, nothing invisible."""
    return "".join(mark for mark in one_line(name) if unicodedata.category(mark)[0] != "C")


def slug_of(name: str) -> str:
    return slugify(name, max_length=60)


def refusal_for(name: str) -> str:
    """The sentence that says why this pen name will not do; empty when it will."""
    plain = unicodedata.normalize("NFKC", name)
    return next((sentence for is_so, sentence in CHECKS if is_so(plain)), "")


@lru_cache(maxsize=4096)
def skeleton(name: str) -> str:
    """What is left when look-alike letters, case, spaces and marks are taken away.

    Names that a reader could mistake for one another share one.
    """
    folded = "".join(_fold(mark) for mark in unicodedata.normalize("NFKD", name))
    bare = "".join(mark for mark in folded if mark.isalnum())
    return bare.replace("rn", "m").replace("vv", "w")[:120]


def is_reserved(name: str) -> bool:
    whole, words = skeleton(name), _words(name)
    if whole in _reserved() | _of_addresses() or whole.startswith(skeleton("anonymous")):
        return True
    words += [word.rstrip("0123456789") for word in words]
    if any(skeleton(word) in _reserved() for word in words):
        return True
    inside = whole.replace(skeleton("badminton"), "")
    return any(skeleton(word) in inside for word in (*NEVER_INSIDE, "admin"))


def looks_like_a_full_name(name: str) -> bool:
    """A first name and a surname. Phrases that happen to begin with a name are left alone."""
    words = _words(name)
    if len(words) not in (2, 3) or not all(re.fullmatch(r"[^\W\d_]['’\w-]*", w) for w in words):
        return False
    first, *middle, last = words
    if not all(len(word) == 1 or word.lower() in _first_names() for word in middle):
        return False
    return first.lower() in _first_names() and _could_be_a_surname(last)


def _could_be_a_surname(word: str) -> bool:
    small = word.lower().replace("’", "'")
    if small in _surnames() or re.match(r"(o'|mc)\w{3}", small):
        return True
    return len(small) > 2 and word[0].isupper() and small not in _everyday_words()


def _words(name: str) -> list[str]:
    """The words of a name, also of one written LikeThis."""
    apart = re.sub(r"(?<=[a-z])(?=[A-Z])", " ", name)
    return [word for word in re.split(r"[\s_.\-/|]+", apart) if word]


def _fold(mark: str) -> str:
    if unicodedata.category(mark) == "Mn":
        return ""
    alike = _look_alikes()
    latin = (alike.get(mark) or alike.get(mark.upper()) or alike.get(mark.lower())
             or _small_capital(mark) or mark)
    return "".join(SAME.get(letter, letter) for letter in latin.casefold())


def _small_capital(mark: str) -> str:
    """The letter that a small capital is: ᴀ is an A that is drawn low."""
    name = unicodedata.name(mark, "")
    found = re.fullmatch(r"LATIN LETTER SMALL CAPITAL ([A-Z])", name)
    return found[1] if found else ""


# Inside the Latin letters: what an eye takes for the same.
SAME = {"i": "l", "1": "l", "|": "l", "!": "l", "ı": "l", "0": "o", "3": "e", "4": "a", "5": "s",
        "7": "t", "8": "b", "@": "a", "$": "s", "€": "e", "£": "l", "ß": "b", "ø": "o", "ł": "l",
        "đ": "d", "ħ": "h", "æ": "ae", "œ": "oe"}


@lru_cache(maxsize=1)
def _look_alikes() -> dict[str, str]:
    """Foreign letter → the Latin letter or digit it looks like."""
    alike: dict[str, str] = {}
    for letter in "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789":
        for glyph in confusables_data.get(letter, ()):
            mark = glyph["c"].strip("\u200e")  # some are listed between marks of direction
            if len(mark) == 1 and not mark.isascii():
                alike.setdefault(mark, letter)
    return alike


@lru_cache(maxsize=1)
def _reserved() -> frozenset[str]:
    return frozenset(skeleton(word) for word in WORDS_OF_THE_TEAM)


@lru_cache(maxsize=1)
def _of_addresses() -> frozenset[str]:
    return frozenset(skeleton(word) for word in (*ADDRESSES, *SAID_BY_THE_SITE))


@lru_cache(maxsize=1)
def _first_names() -> frozenset[str]:
    lists = FREQUENCY_LISTS
    return frozenset([*lists["male_names"], *lists["female_names"], *FIRST_NAMES_HERE])


@lru_cache(maxsize=1)
def _surnames() -> frozenset[str]:
    return frozenset(FREQUENCY_LISTS["surnames"])


@lru_cache(maxsize=1)
def _everyday_words() -> frozenset[str]:
    """The commonest words: those a phrase is made of. Each word is in the list it fits best."""
    parts = (FREQUENCY_LISTS[name][:most] for name, most in EVERYDAY.items())
    return frozenset(word for part in parts for word in part)


CHECKS = (
    (lambda name: len(name) < SHORTEST, TOO_SHORT),
    (lambda name: len(name) > LONGEST, TOO_LONG),
    (lambda name: not slug_of(name) or not re.search(r"[^\W\d_]", name), NO_LETTERS),
    (lambda name: "@" in name and "." in name.partition("@")[2], IS_EMAIL),
    (lambda name: re.search(r"://|www\.|\.(com|org|net|co|uk|info|io)\b", name, re.I), IS_ADDRESS),
    (lambda name: re.search(r"(?<!\d)(19|20)\d\d(?!\d)", name), IS_YEAR),
    (lambda name: len(re.findall(r"\d", name)) > 5, IS_NUMBER),
    (is_reserved, IS_RESERVED),
    (looks_like_a_full_name, IS_FULL_NAME),
)
