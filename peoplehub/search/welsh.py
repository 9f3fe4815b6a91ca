"""Welsh words as a dictionary has them: "gofalwyr" is "gofalwr", and "gyllideb" is "cyllideb".

The dictionary takes 50 MB and half a second. It is loaded when it is first needed: where nothing
was found, by somebody whose words look Welsh.
"""
import re

import simplemma

from peoplehub.search import synonyms, word_segmentation
from peoplehub.search.normalization import fold

LOOKS_WELSH = re.compile(  # in beginnings and endings that English words hardly have
    r"\b(?:ng|mh|nh|dd|ll|rh|gw|cy|gy|chy|ngh)|wyr\b|w[yr]\w|[^aeio]au\b|iau\b|aeth|[ey]dd\b|iad\b|"
    r"\b(?:sut|beth|gofal|ofal|iechyd)")


def in_dictionary_form(typed: str) -> str:
    """What was typed, each Welsh word as a dictionary has it; "" where none is another then."""
    said = word_segmentation.words(fold(typed))
    if not any(map(LOOKS_WELSH.search, said)):
        return ""
    same = synonyms.current()
    plain = [word if same.has(word) else _lemma(word) for word in said]
    return " ".join(plain) if plain != list(said) else ""


def _lemma(word: str) -> str:
    if not simplemma.is_known(word, lang="cy"):
        return word
    return fold(simplemma.lemmatize(word, lang="cy"))
