"""What has most of the words of a question typed as a sentence, where nothing has all of them.

Each word is looked up by itself, the rarest first, as long as there are few pieces with them: so
many rows are read at most, however long the sentence and however common its words. A piece is the
better the rarer the words are that it has, the more of them stand in its title, and the shorter it
is: a long sheet has any word. Both databases are asked for nothing but which piece has which word,
so they give the same order.
"""
import math
from collections import defaultdict
from collections.abc import Sequence
from typing import NamedTuple

from sqlalchemy import Row

from peoplehub.core.viewers import Viewer
from peoplehub.search import engine
from peoplehub.search.query_parser import ParsedQuery, Term

READ = 3_000  # rows of the index, of all words together
IN_TITLE = 1.2  # what a word of the title counts, against 1 for one of a short text
OFTEN = 1_500  # letters of a text in which a word counts three quarters
LEAST = 0.5  # of the weight of the best that a piece has to have
SHEET_FIRST = 1.15  # what a sheet counts more


class Known(NamedTuple):
    """The words of a question that were looked up, what has them, and those the viewer reads
    nowhere: they may be misspelt."""

    terms: tuple[Term, ...]
    rows: Sequence[Row]
    unknown: tuple[Term, ...]


class Ranked(NamedTuple):
    """A piece: how good it is, its number in the index, and the weight of the words it has."""

    score: float
    is_head: bool
    id: int
    shelf: str
    place: str
    has: float


def look_up(viewer: Viewer, question: ParsedQuery) -> Known:
    """Which of the pieces that this viewer may read have which of the words."""
    numbers = {term: engine.how_many(ParsedQuery((term,))) for term in question.terms}
    terms, left = [], READ
    for term in sorted(numbers, key=numbers.__getitem__):
        left -= numbers[term]
        if 0 < numbers[term] <= engine.SCORED and left >= 0:
            terms.append(term)
    rows = engine.by_term(viewer, terms) if terms else []
    found = {terms[row.term] for row in rows}
    unknown = tuple(term for term in question.terms
                    if term not in found and (term in terms or not numbers[term]))
    return Known(tuple(terms), rows, unknown)


def best_places(known: Known) -> list[Ranked]:
    """The best piece of each place that has most of the words, the best first."""
    weights = _weights(known)
    titled: dict[str, set[int]] = defaultdict(set)
    of_piece: dict[int, list[Row]] = defaultdict(list)
    for row in known.rows:
        of_piece[row.id].append(row)
        if row.in_title:
            titled[row.place].add(row.term)
    best: dict[str, Ranked] = {}
    for rows in of_piece.values():
        one = _ranked(rows, titled[rows[0].place], weights)
        if one.place not in best or one > best[one.place]:
            best[one.place] = one
    enough = LEAST * max((one.has for one in best.values()), default=0)
    return sorted((one for one in best.values() if one.has >= enough), reverse=True)


def _ranked(rows: list[Row], in_title: set[int], weights: list[float]) -> Ranked:
    """A piece by its rows, one for each word, and the words in the title of its place."""
    first = rows[0]
    here = sum(weights[row.term] for row in rows)
    above = sum(weights[term] for term in in_title)
    score = _worth(first.length) * here + IN_TITLE * above
    score *= SHEET_FIRST if first.shelf == "sheet" else 1
    has = sum(weights[term] for term in {row.term for row in rows} | in_title)
    return Ranked(score, first.is_head, first.id, first.shelf, first.place, has)


def _weights(known: Known) -> list[float]:
    """Of each word, by its number: the fewer pieces have it that the viewer may read, the more."""
    pieces = [0] * len(known.terms)
    for row in known.rows:
        pieces[row.term] += 1
    most = max(pieces, default=1)
    return [math.log(1 + 2 * most / max(number, 1)) for number in pieces]


def _worth(letters: int) -> float:
    return 1 / (1 + letters / OFTEN / 3)
