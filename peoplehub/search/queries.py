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
from peoplehub.search import engine, most_words, query_parser, word_segmentation
from peoplehub.search.editions import Edition, edition_of
from peoplehub.search.most_words import Ranked
from peoplehub.search.query_parser import ParsedQuery, Term
from peoplehub.search.result_notes import notes_on
from peoplehub.tags.models import SharedTag
from peoplehub.tags.queries import places_with

SIZE = 20
IN_TITLE, WITH_ALL = 0.0, 1.0  # ranks: the words stand in the title, or elsewhere
WITH_MOST = 1_000_000.0  # the rank of what has most of the words, less its score
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
    edition: Edition | None = None  # of a sheet, where that was asked for


@dataclass(frozen=True)
class OnShelf:
    """What was found on one shelf: the number in the index of the best piece of each place, best
    first, and the rank of each in a list of all shelves (the less, the better). Of a common word
    only the newest are known: then `is_cut`. `is_full`: it is known that there are more places than
    can be shown."""

    ids: tuple[int, ...]
    ranks: tuple[float, ...]
    is_cut: bool = False
    is_full: bool = False


@dataclass(frozen=True)
class Found:
    """A page of results, what there is on each shelf, and what was asked in the end."""

    question: ParsedQuery
    on_shelves: dict[str, OnShelf]
    page: Page
    results: list[Result]
    with_all: int  # how many places have all the words

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


@dataclass(frozen=True)
class LookedUp:
    """What is on each shelf, before anything of it is shown. `with_all`: how many places have all
    the words; `unknown`: words of which this viewer finds nothing."""

    question: ParsedQuery
    on_shelves: dict[str, OnShelf]
    with_all: int = 0
    unknown: tuple[Term, ...] = ()
    edition: str = ""  # of sheets that are asked for


def look_up(viewer: Viewer, question: ParsedQuery, tag: SharedTag | None = None) -> LookedUp:
    """What this viewer may read about it; with a `tag` only what has it. When nothing has all the
    words, and of a sentence always, what has most of them."""
    places = places_with(tag.id) if tag else None
    asked, on_shelves = _looked_up(viewer, question, places)
    number = sum(len(found.ids) for found in on_shelves.values())
    if not question.can_be_looser or any(found.is_cut for found in on_shelves.values()):
        return LookedUp(asked, on_shelves, number, () if number else question.terms)
    if number and not question.is_sentence:
        return LookedUp(asked, on_shelves, number)
    known = most_words.look_up(viewer, question)
    ranked = most_words.best_places(known._replace(rows=_within(places, known.rows)))
    if not ranked:
        return LookedUp(asked, on_shelves, number, known.unknown)
    return LookedUp(ParsedQuery(known.terms, any_will_do=True), _by_score(ranked), number,
                    () if number else known.unknown)


def show(viewer: Viewer, looked_up: LookedUp, shelf: str = "", number: int = 1) -> Found:
    """That page of it, on one shelf or all of them. Raises NotFound for a page that is none."""
    question, on_shelves = looked_up.question, looked_up.on_shelves
    ids = _in_order({name: those for name, those in on_shelves.items() if shelf in ("", name)})
    page = Page(number, SIZE, len(ids)).checked()
    results = [replace(result, edition=edition_of(result.piece, looked_up.edition))
               for result in _results(viewer, question, ids[page.offset : page.last])]
    if not results and page.pages < 2:  # words of what is not shown now: a training has run out
        on_shelves = {name: those for name, those in on_shelves.items() if shelf not in ("", name)}
    return Found(question, on_shelves, page, results, looked_up.with_all)


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
    """What is on each shelf that has all the words, and the question as it was put; only what
    stands in one of the `places`, if any are given. Where a word as it stands is common already, it
    is not taken for the beginning of others."""
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
    titled = {row.place for row in rows if row.in_title}
    of_each = {shelf: _best([row for row in rows if row.shelf == shelf], titled)
               for shelf in shelves()}
    return question, {shelf: _on_shelf(best) for shelf, best in of_each.items() if best}


def _by_score(ranked: list[Ranked]) -> dict[str, OnShelf]:
    of_each = {shelf: [one for one in ranked if one.shelf == shelf][:MOST] for shelf in shelves()}
    return {shelf: OnShelf(tuple(one.id for one in best),
                           tuple(WITH_MOST - one.score for one in best))
            for shelf, best in of_each.items() if best}


def _in_order(on_shelves: dict[str, OnShelf]) -> list[int]:
    """What stands on these shelves as one list, by rank, then by shelf; of what has all the words,
    the best sheet is before everything."""
    ranked = [(rank, id) for found in on_shelves.values()
              for id, rank in zip(found.ids, found.ranks, strict=True)]
    if "sheet" in on_shelves and ranked[0][0] <= WITH_ALL:
        ranked[0] = (-1.0, ranked[0][1])
    return [id for _, id in sorted(ranked, key=lambda one: one[0])]


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
        is_alone = len(rows) == 1  # then nobody has asked for its title
        titled = {row.place for row in rows if row.score < 1 or is_alone}
        if best := _best(_within(places, rows), titled):
            found[shelf] = _on_shelf(best[:MOST], is_cut, len(best) > MOST)
    return found


def _within(places: Set[str] | None, rows: Sequence[Row]) -> Sequence[Row]:
    return rows if places is None else [row for row in rows if row.place in places]


def _best(rows: Sequence[Row], titled: Set[str]) -> list[tuple[int, bool]]:
    """The number of the best piece of each place, its head if that has the words, and whether they
    stand in its title; those first, then best first, then newest."""
    best: dict[str, tuple] = {}
    for row in rows:
        one = (not row.is_head, row.score, row.id)
        if row.place not in best or one < best[row.place]:
            best[row.place] = one
    ordered = sorted(best.items(), key=lambda one: (one[0] not in titled, one[1][1], -one[1][2]))
    return [(one[2], place in titled) for place, one in ordered]


def _on_shelf(best: list[tuple[int, bool]], is_cut: bool = False, is_full: bool = False) -> OnShelf:
    """Titles that have the words come before texts that have them, on whatever shelf."""
    ranks = tuple(IN_TITLE if titled else WITH_ALL for _, titled in best)
    return OnShelf(tuple(id for id, _ in best), ranks, is_cut, is_full)


def _results(viewer: Viewer, question: ParsedQuery, ids: list[int]) -> list[Result]:
    if not ids:
        return []
    shown = {row.id: row for row in engine.marked(question, ids)}
    entries = [shown[id] for id in ids if id in shown]
    pieces = pieces_of(viewer, entries)
    notes = notes_on(pieces.values())
    return [_result(entry, pieces[_name(entry)], notes.get(_name(entry), ""))
            for entry in entries if _name(entry) in pieces]


def pieces_of(viewer: Viewer, entries: Sequence[Row]) -> dict[tuple[str, int], Publication]:
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
