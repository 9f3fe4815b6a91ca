"""How the index is read. Counts and order come from one and the same reading, and what is shown has
been fetched once more from its own package, as its viewer."""
from collections import defaultdict
from collections.abc import Sequence, Set
from dataclasses import dataclass, replace
from datetime import datetime

from markupsafe import Markup
from sqlalchemy import Row

from peoplehub.core import publication_lists
from peoplehub.core.paging import Page
from peoplehub.core.publications import KINDS, Publication
from peoplehub.core.text import marked
from peoplehub.core.viewers import Viewer
from peoplehub.search import engine, query_parser, word_segmentation
from peoplehub.search.query_parser import ParsedQuery
from peoplehub.search.result_notes import notes_on
from peoplehub.tags.models import SharedTag
from peoplehub.tags.queries import places_with

SIZE = 20
MOST = engine.TAKEN - 1  # results on a shelf that can be shown
ALSO_NAMED = {"post": "topic", "forum": "topic", "sheets": "sheet", "stories": "story",
              "comment": "entry", "blogs": "entry"}


@dataclass(frozen=True)
class Result:
    """A piece that was found, with the found words marked."""

    piece: Publication
    shelf: str
    title: Markup
    words: Markup
    at: datetime
    note: str = ""  # a sentence that has to be said beside it


@dataclass(frozen=True)
class OnShelf:
    """What was found on one shelf: the number in the index of the best piece of each place, best
    first. Of a common word only the newest are known: then `is_cut`. `is_full`: it is known that
    there are more places than can be shown."""

    ids: tuple[int, ...]
    is_cut: bool = False
    is_full: bool = False


@dataclass(frozen=True)
class Found:
    """A page of results, what there is on each shelf, and what was asked in the end."""

    question: ParsedQuery
    on_shelves: dict[str, OnShelf]
    page: Page
    results: list[Result]

    @property
    def counts(self) -> dict[str, int]:
        """How many results can be shown, by shelf."""
        return {shelf: len(found.ids) for shelf, found in self.on_shelves.items()}

    def how_many(self, shelf: str = "") -> str:
        """In words: "23", "more than 500", or, where long topics took the room, "at least 87"."""
        chosen = [self.on_shelves[shelf]] if shelf else self.on_shelves.values()
        number = sum(len(found.ids) for found in chosen)
        cut = [found for found in chosen if found.is_cut]
        if not cut:
            return f"{number:,}"
        is_full = all(found.is_full for found in cut)
        return f"{'more than' if is_full else 'at least'} {number:,}"


def shelves() -> dict[str, str]:
    """The shelves of all kinds, in the order in which they are shown, and what they are called."""
    every = {shelf: told for model in KINDS.values() for shelf, told in model.shelves.items()}
    return {shelf: words for shelf, (_, words) in sorted(every.items(), key=lambda one: one[1])}


def shelf_named(kind: str) -> str:
    """The shelf of that name, or "" for all of them."""
    shelf = ALSO_NAMED.get(kind, kind)
    return shelf if shelf in shelves() else ""


def find(viewer: Viewer, question: ParsedQuery, shelf: str = "", number: int = 1,
         tag: SharedTag | None = None) -> Found:
    """What this viewer may read about it; with a `tag` only what has it. When nothing has all the
    words, what has some of them."""
    places = places_with(tag.id) if tag else None
    question, on_shelves = _looked_up(viewer, question, places)
    if not on_shelves and question.can_be_looser:
        question, on_shelves = _looked_up(viewer, question.looser(), places)
    chosen = [on_shelves[name] for name in on_shelves if shelf in ("", name)]
    ids = [id for found in chosen for id in found.ids]
    page = Page(number, SIZE, len(ids)).checked()
    results = _results(viewer, question, ids[page.offset : page.last])
    if not results and page.pages < 2:  # words of what is not shown now: a training has run out
        on_shelves = {name: those for name, those in on_shelves.items() if shelf not in ("", name)}
    return Found(question, on_shelves, page, results)


def posts_like(viewer: Viewer, typed: str, how_many: int = 10) -> list[int]:
    """Ids of the posts in the forum that share words with `typed`, the most similar first; only of
    those this viewer may read."""
    question = _telling(query_parser.parse_query(typed).looser())
    if not question.terms:
        return []
    rows = [row for row in engine.every(viewer, question, question) if row.shelf == "topic"]
    return [row.piece_id for row in sorted(rows, key=lambda row: (row.score, -row.id))[:how_many]]


def _looked_up(viewer: Viewer, question: ParsedQuery,
               places: Set[str] | None) -> tuple[ParsedQuery, dict[str, OnShelf]]:
    """What is on each shelf, in their order, and the question as it was put; only what stands in
    one of the `places`, if any are given. Where a word as it stands is common already, it is not
    taken for the beginning of others."""
    if question.any_will_do and engine.is_common(question):
        question = _telling(question) if _telling(question).terms else question
    if not question.terms:
        return question, {}
    whole = question.of_whole_words()
    matching = engine.how_many(whole)
    if matching > engine.SCORED:
        return whole, _newest(viewer, whole, places)
    if question.has_start:
        matching = engine.how_many(question)
        if matching > engine.SCORED:
            return question, _newest(viewer, question, places)
    scored_by = _scored_by(question) if matching > 1 else None
    rows = _within(places, engine.every(viewer, question, scored_by) if matching else [])
    of_each = {shelf: _best([row for row in rows if row.shelf == shelf]) for shelf in shelves()}
    return question, {shelf: OnShelf(ids) for shelf, ids in of_each.items() if ids}


def _telling(question: ParsedQuery) -> ParsedQuery:
    """Without the words that are everywhere, where any word will do: they say nothing."""
    alone = {term: ParsedQuery((term,)) for term in question.terms}
    terms = tuple(term for term in alone if not engine.is_common(alone[term]))
    return replace(question, terms=terms)


def _scored_by(question: ParsedQuery) -> ParsedQuery:
    """The words by which what matches is put in order. What has all the words has the common ones,
    and to weigh those is to look through half the site."""
    if question.any_will_do or len(question.terms) == 1:
        return question
    telling = _telling(question)
    return telling if telling.terms else question


def _newest(viewer: Viewer, question: ParsedQuery,
            places: Set[str] | None) -> dict[str, OnShelf]:
    found = {}
    for shelf in shelves():
        rows, is_cut = engine.newest(viewer, question, shelf)
        if ids := _best(_within(places, rows)):
            found[shelf] = OnShelf(ids[:MOST], is_cut, len(ids) > MOST)
    return found


def _within(places: Set[str] | None, rows: Sequence[Row]) -> Sequence[Row]:
    return rows if places is None else [row for row in rows if row.place in places]


def _best(rows: Sequence[Row]) -> tuple[int, ...]:
    """The best piece of each place, its head if that has the words; best first, then newest."""
    best: dict[str, tuple] = {}
    for id, _, place, is_head, _, score in rows:
        one = (not is_head, score, id)
        if place not in best or one < best[place]:
            best[place] = one
    return tuple(id for _, _, id in sorted(best.values(), key=lambda one: (one[1], -one[2])))


def _results(viewer: Viewer, question: ParsedQuery, ids: list[int]) -> list[Result]:
    if not ids:
        return []
    shown = {row.id: row for row in engine.marked(question, ids)}
    entries = [shown[id] for id in ids if id in shown]
    pieces = _pieces(viewer, entries)
    notes = notes_on(pieces.values())
    return [_result(entry, pieces[_name(entry)], notes.get(_name(entry), ""))
            for entry in entries if _name(entry) in pieces]


def _pieces(viewer: Viewer, entries: list[Row]) -> dict[tuple[str, int], Publication]:
    """The second check: one query a kind, as the viewer."""
    wanted = defaultdict(set)
    for entry in entries:
        wanted[entry.kind].add(entry.piece_id)
    pieces: dict[tuple[str, int], Publication] = {}
    for kind, ids in wanted.items():
        found = publication_lists.of_ids(KINDS[kind], viewer, ids)
        pieces |= {(kind, piece.id): piece for piece in found}
    return pieces


def _name(entry: Row) -> tuple[str, int]:
    return entry.kind, entry.piece_id


def _result(entry: Row, piece: Publication, note: str) -> Result:
    title, words = [marked(word_segmentation.shown(said), engine.BEGIN, engine.END)
                    for said in (entry.title, entry.words)]
    return Result(piece, entry.shelf, title, words, entry.at, note)
