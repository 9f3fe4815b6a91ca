"""How old a reader must be, roughly: the Flesch-Kincaid grade and five years, as schools count.
Syllables are counted by groups of vowels, which is right for nearly every English word."""
import re
from typing import NamedTuple

from peoplehub.core.text import normalize

SENTENCE = re.compile(r"[.!?:]+(?=\s|$)|\n+")
WORD = re.compile(r"[^\W\d_]+(?:['’][^\W\d_]+)*")
VOWELS = re.compile(r"[aeiouy]+")
SILENT = re.compile(r"(?<![aeiouylsxzcgh])es$|(?<![aeiouydt])ed$|(?<![aeiouyl])e$|(?<=^som)e(?=.)")
LONGEST_SENTENCE = 12  # words, of an easy read
EASY_AGE = 9  # years; an easy read needs no older reader


class Reading(NamedTuple):
    """`age`: in years, None for no words; the sentences with too many words for an easy read."""

    age: int | None
    long_sentences: list[str]

    @property
    def is_easy(self) -> bool:
        return (self.age or 0) <= EASY_AGE and not self.long_sentences


def reading_of(text: str) -> Reading:
    """Of plain words, a sentence or a paragraph in each line."""
    sentences = [one.strip() for one in SENTENCE.split(normalize(text)) if WORD.search(one)]
    words = [WORD.findall(sentence) for sentence in sentences]
    every = [word for sentence in words for word in sentence]
    if not every:
        return Reading(None, [])
    grade = (0.39 * len(every) / len(sentences)
             + 11.8 * sum(map(syllables, every)) / len(every) - 15.59)
    long = [sentence for sentence, said in zip(sentences, words, strict=True)
            if len(said) > LONGEST_SENTENCE]
    return Reading(max(5, round(grade + 5)), long)


def syllables(word: str) -> int:
    return max(1, len(VOWELS.findall(SILENT.sub("", word.lower()))))
