"""The spelling that is offered where nothing has a word: "Showing results for budget".

A word is offered only if this viewer finds a piece with it now, so a word that stands in what is
hidden, held, deleted or for others is never told. Nothing of this is done where there are results.
"""
import math
import re
from collections.abc import Collection, Iterable, Sequence

from rapidfuzz.distance import OSA, JaroWinkler
from sqlalchemy import and_, bindparam, func, or_, select

from peoplehub.core.audiences import ANYONE
from peoplehub.core.column_queries import fetch_rows
from peoplehub.core.viewers import Viewer
from peoplehub.search import engine
from peoplehub.search.models import SearchEntry
from peoplehub.search.normalization import fold
from peoplehub.search.query_parser import Term
from peoplehub.search.spelling_models import SpellingWord
from peoplehub.search.spelling_words import LONGEST, MARK, SHORTEST, words_of

WORDS_OF_A_SEARCH = 3  # that are looked up
COMPARED = 5_000  # words for each of them: of its beginning and length, the commonest
OFFERED = 4  # spellings of each of them that are looked for in what the viewer may read
UNCOUNTED = 100  # of the newest pieces, whose words have not been counted yet
NEWEST = (select(SearchEntry.title, SearchEntry.body)
          .where(SearchEntry.audience == ANYONE, SearchEntry.id > MARK.scalar_subquery())
          .order_by(SearchEntry.id.desc()).limit(UNCOUNTED))
ALIKE = (select(SpellingWord.word, SpellingWord.pieces)
         .where(or_(*(and_(SpellingWord.word >= bindparam(f"from_{letter}"),
                           SpellingWord.word < bindparam(f"to_{letter}")) for letter in "ab")),
                func.length(SpellingWord.word).between(bindparam("shortest"), bindparam("longest")))
         .order_by(SpellingWord.pieces.desc(), SpellingWord.word).limit(COMPARED))


def corrected(viewer: Viewer, typed: str, unknown: Iterable[Term]) -> str:
    """What was typed, with the spelling nearest to each unknown word of which this viewer finds
    something; "" where there is none."""
    wrong = [word for word in _single_words(unknown)
             if SHORTEST <= len(word) <= LONGEST and word.isalpha()][:WORDS_OF_A_SEARCH]
    newest = {one for row in fetch_rows(NEWEST) for one in words_of(*row)} if wrong else set()
    offered = {word: _nearest(word, newest) for word in wrong}
    found = _found_by(viewer, sorted({other for others in offered.values() for other in others}))
    said = fold(typed)
    for word, others in offered.items():
        right = next((other for other in others if other in found), word)
        said = re.sub(rf"\b{re.escape(word)}\b", right, said)
    return said if said != fold(typed) else ""


def _single_words(terms: Iterable[Term]) -> list[str]:
    return [term.ways[0][0] for term in terms if len(term.ways) == 1 and len(term.ways[0]) == 1]


def _nearest(word: str, newest: set[str]) -> list[str]:
    """The words alike, the nearest first; of two alike that which more pieces have."""
    pieces = dict.fromkeys(newest, 1) | {
        row.word: row.pieces for row in fetch_rows(ALIKE, **_range(word))}
    most = _edits(word)
    distances = {other: OSA.distance(word, other, score_cutoff=most) for other in pieces}
    alike = [other for other, edits in distances.items() if 0 < edits <= most]
    return sorted(alike, key=lambda other: (
        distances[other] + 4 * (1 - JaroWinkler.similarity(word, other))
        - 0.15 * math.log2(pieces[other]), other))[:OFFERED]


def _range(word: str) -> dict[str, str | int]:
    """Words with its first letter, or, as those may be the wrong way round, with its second."""
    return {"from_a": word[0], "to_a": chr(ord(word[0]) + 1), "from_b": word[1],
            "to_b": chr(ord(word[1]) + 1), "shortest": len(word) - 2, "longest": len(word) + 2}


def _edits(word: str) -> int:
    """How many letters of it may be wrong."""
    return 1 if len(word) < 6 else 2 if len(word) < 9 else 3


def _found_by(viewer: Viewer, words: Sequence[str]) -> Collection[str]:
    """Those of the words that stand in something this viewer finds."""
    terms = [Term(((word,),)) for word in words]
    return {words[number] for number in engine.known(viewer, terms)} if terms else ()
