"""Which patterns of `identity_patterns.py` can match in a text at all: each needs digits or certain
words, and to look for those first costs a tenth of trying every pattern on everything that is sent.
"""
import re
from collections.abc import Iterator
from functools import cached_property
from typing import NamedTuple

from peoplehub.text_checks import identity_patterns as patterns

DIGIT = re.compile(r"\d")
AS_PATTERNS_READ = str.maketrans("İıſK", "iisk")  # re.IGNORECASE takes these for plain letters
SPOKEN_DIGITS = ("zero", "oh", "nought", "one", "two", "three", "four", "five", "six", "seven",
                 "eight", "nine", "ten", "eleven", "twel", "teen", "twenty", "thirty", "forty",
                 "fifty", "ninety", "double", "treble", "triple", "hundred")
PLACES = ("ysgol", "ward ", "school", "academy", "nursery", "infant", "junior", "college",
          "hospital", "infirmary", "medical centre", "primary", "general", "royal", "high",
          "grammar", "comp", "hospice", "day centre", "playgroup")
PLATFORMS = ("insta", "snap", "facebook", "fb", "messenger", "twitter", "tiktok", "tik tok",
             "discord", "xbox", "psn", "playstation", "steam", "roblox", "fortnite", "minecraft",
             "twitch", "threads", "bluesky", "reddit", "kik", "skype", "signal", "pinterest",
             "strava", "gamer", "youtube", "linkedin", "whatsapp", "telegram", "on x", "of faces")


class Needs(NamedTuple):
    """What a text must have for a pattern to match: so many digits, and one of these words (small
    letters; none named: any)."""

    digits: int
    one_of: tuple[str, ...] = ()


NEEDS = {
    patterns.SLASHED_PHONE: Needs(10),
    patterns.EMAIL: Needs(0, ("@", "at]", "at)")),
    patterns.EMAIL_IN_WORDS: Needs(0, (" at ",)),
    patterns.EMAIL_IN_GAPS: Needs(0, ("@",)),
    patterns.POSTCODE: Needs(2),
    patterns.POSTCODE_IN_GAPS: Needs(2),
    patterns.STREET: Needs(1),
    patterns.NHS: Needs(10),
    patterns.CALLED_NHS: Needs(10, ("nhs",)),
    patterns.INSURANCE: Needs(6),
    patterns.PROFILE: Needs(0, ("/",)),
    patterns.SPELLED_OUT: Needs(0, (" dot", " slash", " underscore", " dash", " hyphen")),
    patterns.HANDLE: Needs(0, PLATFORMS),
    patterns.SNAP_NAME: Needs(0, ("snap", "insta", "tiktok", "discord")),
    patterns.WHATSAPP_AS: Needs(0, ("whatsapp me",)),
    patterns.CHANNEL: Needs(0, ("channel ",)),
    patterns.AT_ON_PLATFORM: Needs(0, ("@",)),
    patterns.EMAIL_SAID: Needs(0, (" at", "@", "tail")),
    patterns.EMAIL_AT_COM: Needs(0, (" at ",)),
    patterns.COLON_HANDLE: Needs(0, PLATFORMS),
    patterns.FOUND_UNDER: Needs(0, PLATFORMS),
    patterns.SEARCH_FOR: Needs(0, PLATFORMS),
    patterns.ODD_NAME: Needs(0, PLATFORMS),
    patterns.REQUEST: Needs(0, ("friend request", "follow me", "add me")),
    patterns.UNDER_PLACE: Needs(0, PLACES),
    patterns.PLACE: Needs(0, PLACES),
    patterns.LOWER_PLACE: Needs(0, ("st ", "saint ")),
}
FEWEST_SPOKEN = 3  # digits, and words for numbers, of a number or postcode that is said


class SearchedText:
    """A text, and what in it decides which patterns are tried."""

    def __init__(self, words: str):
        self.words = words
        self._says: dict[tuple[str, ...], bool] = {}  # several patterns need the same words

    @cached_property
    def lowercase(self) -> str:
        return self.words.translate(AS_PATTERNS_READ).lower()

    @cached_property
    def digits(self) -> int:
        """How many there are."""
        return len(DIGIT.findall(self.words))

    def matches(self, pattern: re.Pattern[str]) -> Iterator[re.Match[str]]:
        """Like `pattern.finditer`, which is not asked where it could find nothing."""
        return pattern.finditer(self.words) if self.may_have(pattern) else iter(())

    @cached_property
    def may_have_spoken_numbers(self) -> bool:
        return self.digits + sum(map(self.lowercase.count, SPOKEN_DIGITS)) >= FEWEST_SPOKEN

    def may_have(self, pattern: re.Pattern[str]) -> bool:
        needs = NEEDS.get(pattern, Needs(0))
        return self.digits >= needs.digits and (
            not needs.one_of or self._says_one_of(needs.one_of))

    def _says_one_of(self, words: tuple[str, ...]) -> bool:
        if words not in self._says:
            self._says[words] = any(map(self.lowercase.__contains__, words))
        return self._says[words]
