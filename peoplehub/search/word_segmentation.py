"""Word segmentation of scripts that databases do not split into words: Chinese, Japanese, Korean,
Thai and others.

Each letter is kept as a word of its own, with the marks that belong to it, and what is looked for
is the letters in a row: so a piece of a run is found wherever it stands.
"""
import re
import unicodedata

APART = "\u200b"  # between letters in the index: both databases end a word there, nobody sees it
RANGES = (  # Thai and Lao, Burmese, Khmer, kana, Chinese characters, Hangul
    "\u0e00-\u0eff\u1000-\u109f\u1780-\u17ff\u3005\u3007\u3040-\u30ff\u31f0-\u31ff\u3400-\u4dbf"
    "\u4e00-\u9fff\uf900-\ufaff\uac00-\ud7a3\U00020000-\U0003ffff"
)
MARKS = "".join(re.escape(sign) for sign in map(chr, [*range(0x300, 0x2000), 0x3099, 0x309A])
                if unicodedata.category(sign) in ("Mn", "Mc"))
LETTER = rf"(?:(?![{MARKS}])[{RANGES}][{MARKS}]*)"
WORD = rf"(?:(?![{RANGES}])[^\W_][{MARKS}]*)+"
LETTERS_IN_A_ROW = re.compile(rf"({LETTER}+)")
ONE_LETTER = re.compile(LETTER)
LETTER_OR_WORD = re.compile(f"{LETTER}|{WORD}")


def kept(words: str) -> str:
    """Words as the index keeps them: ligatures and wide letters as plain ones, and
    each letter of those scripts apart."""
    apart = ONE_LETTER.sub(rf"{APART}\g<0>{APART}", unicodedata.normalize("NFKC", words))
    return re.sub(f"{APART}+", APART, apart).strip(APART)


def shown(words: str) -> str:
    """What the index keeps, as it is shown."""
    return words.replace(APART, "")


def rows(folded: str) -> list[str]:
    """The text in parts: those at odd places are letters in a row."""
    return LETTERS_IN_A_ROW.split(folded)


def letters(row: str) -> tuple[str, ...]:
    return tuple(ONE_LETTER.findall(row))


def words(folded: str) -> tuple[str, ...]:
    """Words, and the single letters of those scripts."""
    return tuple(LETTER_OR_WORD.findall(folded))
