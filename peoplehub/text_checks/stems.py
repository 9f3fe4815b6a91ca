"""Stems of English words, for weighing: "pinched", "pinches" and "pinching" count as one."""
from functools import lru_cache

ENDINGS = ("ing", "edly", "ed", "es", "s", "ly", "er", "en", "e")
SHORTEST = 3  # letters that are left of a word
UNCHANGED = 4  # letters: a word of so many or fewer keeps its ending


@lru_cache(maxsize=20_000)
def stem(word: str) -> str:
    """The word without its first fitting ending, and without a doubled last letter."""
    ending = next((one for one in ENDINGS if len(word) > UNCHANGED and word.endswith(one)
                   and len(word) - len(one) >= SHORTEST), "")
    bare = word.removesuffix(ending)
    return bare[:-1] if len(bare) > SHORTEST and bare[-1] == bare[-2] else bare
