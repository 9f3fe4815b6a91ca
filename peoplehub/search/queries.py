"""How the index is read. Counts, order and marked words come from one and the same condition, and
what is shown has been fetched once more from its own room, as its viewer."""
from collections import defaultdict
from dataclasses import dataclass
from datetime import datetime

from markupsafe import Markup
from sqlalchemy import ColumnElement, case, func, select
from sqlalchemy.orm import contains_eager, joinedload

from peoplehub.blogs.models import Comment, Entry
from peoplehub.core.extensions import db
from peoplehub.core.paging import Page
from peoplehub.core.publications import KINDS, Publication
from peoplehub.core.text import marked
from peoplehub.search import asking, scripts
from peoplehub.search.asking import Question
from peoplehub.search.engine import BEGIN, END, Match, matching
from peoplehub.search.models import SearchEntry

SIZE = 20
SHELVES = {  # in the order in which they are shown
    "sheet": "Information sheets",
    "story": "Stories",
    "entry": "Blogs",
    "topic": "Forum",
}
ALSO_NAMED = {"post": "topic", "forum": "topic", "sheets": "sheet", "stories": "story",
              "comment": "entry", "blogs": "entry"}
NEEDED = {  # what an address needs beside the piece itself
    Entry: (joinedload(Entry.author),),
    Comment: (contains_eager(Comment.entry).joinedload(Entry.author),),
}


@dataclass(frozen=True)
class Result:
    """A piece that was found, with the found words marked."""

    piece: Publication
    shelf: str
    title: Markup
    words: Markup
    at: datetime


@dataclass(frozen=True)
class Found:
    """A page of results, how many there are on each shelf, and what was asked in the end."""

    question: Question
    counts: dict[str, int]
    page: Page
    results: list[Result]

    @property
    def total(self) -> int:
        return sum(self.counts.values())


def shelf_named(kind: str) -> str:
    """The shelf of that name, or "" for all of them."""
    shelf = ALSO_NAMED.get(kind, kind)
    return shelf if shelf in SHELVES else ""


def find(viewer, question: Question, shelf: str = "", number: int = 1) -> Found:
    """What this viewer may read about it. When nothing has all the words, what has some of them."""
    counts = _counts(viewer, question)
    if not counts and question.can_be_looser:
        question = question.looser()
        counts = _counts(viewer, question)
    total = counts.get(shelf, 0) if shelf else sum(counts.values())
    page = Page(number, SIZE, total).checked()
    results = _results(viewer, question, shelf, page) if total else []
    return Found(question, counts, page, results)


def posts_like(viewer, typed: str, how_many: int = 10) -> list[int]:
    """Ids of the posts in the forum that share words with `typed`, the most similar first; only of
    those this viewer may read."""
    question = asking.understand(typed).looser()
    if not question.terms:
        return []
    match = matching(viewer, question)
    posts = match.source.add_columns(SearchEntry.piece_id).where(SearchEntry.kind == "post")
    return list(db.session.scalars(
        posts.order_by(match.score, SearchEntry.id.desc()).limit(how_many)))


def _counts(viewer, question: Question) -> dict[str, int]:
    """How many places on each shelf, in the order of the shelves."""
    if not question.terms:
        return {}
    places = func.count(SearchEntry.place.distinct())
    asked = matching(viewer, question).source.add_columns(SearchEntry.shelf, places)
    rows = db.session.execute(asked.group_by(SearchEntry.shelf))
    counts = {shelf: number for shelf, number in rows}
    return {shelf: counts[shelf] for shelf in SHELVES if shelf in counts}


def _results(viewer, question: Question, shelf: str, page: Page) -> list[Result]:
    match = matching(viewer, question)
    ids = list(db.session.scalars(_best(match, shelf).offset(page.offset).limit(page.size)))
    marked = match.source.add_columns(SearchEntry, match.title, match.words)
    rows = {row[0].id: row for row in db.session.execute(marked.where(SearchEntry.id.in_(ids)))}
    pieces = _pieces(viewer, [rows[id][0] for id in ids])
    return [
        _result(rows[id], pieces[_name(rows[id][0])]) for id in ids if _name(rows[id][0]) in pieces
    ]


def _best(match: Match, shelf: str):
    """The best piece of each place, its head if that has the words: shelf by shelf, best first."""
    of_each = SearchEntry.id, SearchEntry.place, SearchEntry.shelf, SearchEntry.is_head
    all_of_them = match.source.add_columns(*of_each, match.score.label("score"))
    if shelf:
        all_of_them = all_of_them.where(SearchEntry.shelf == shelf)
    every = all_of_them.subquery()
    order = (every.c.is_head.desc(), every.c.score, every.c.id)
    nth = func.row_number().over(partition_by=every.c.place, order_by=order).label("nth")
    ranked = select(every, nth).subquery()
    best = select(ranked.c.id).where(ranked.c.nth == 1)
    return best.order_by(_in_order(ranked.c.shelf), ranked.c.score, ranked.c.id.desc())


def _in_order(shelf: ColumnElement) -> ColumnElement:
    return case({name: number for number, name in enumerate(SHELVES)}, value=shelf, else_=99)


def _pieces(viewer, entries: list[SearchEntry]) -> dict[tuple[str, int], Publication]:
    """The second wall: one question a kind, asked as the viewer."""
    wanted = defaultdict(set)
    for entry in entries:
        wanted[entry.kind].add(entry.piece_id)
    found = {}
    for kind, ids in wanted.items():
        model = KINDS[kind]
        asked = model.readable(viewer).where(model.id.in_(ids)).options(*NEEDED.get(model, ()))
        found |= {(kind, piece.id): piece for piece in db.session.scalars(asked).unique()}
    return found


def _name(entry: SearchEntry) -> tuple[str, int]:
    return entry.kind, entry.piece_id


def _result(row, piece: Publication) -> Result:
    entry, title, words = row
    found = [marked(scripts.shown(said), BEGIN, END) for said in (title, words)]
    return Result(piece, entry.shelf, *found, entry.at)
