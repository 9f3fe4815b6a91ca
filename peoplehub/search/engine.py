"""The one place where the two databases differ: how a question is asked, ranked and marked."""
from dataclasses import dataclass

from sqlalchemy import (
    ColumnElement,
    Select,
    String,
    bindparam,
    column,
    func,
    literal,
    select,
    table,
)
from sqlalchemy import literal_column as name_of

from peoplehub.core.extensions import db
from peoplehub.search.asking import Question, Term
from peoplehub.search.models import SearchEntry

BEGIN, END = "\x02", "\x03"  # around a found word; nothing people write contains them
WORDS_SHOWN = 30
TITLE_WEIGHT = 8.0  # against 1 for a word of the text


@dataclass(frozen=True)
class Match:
    """A question in the database's own words."""

    source: Select  # of SearchEntry, joined to its words and narrowed to those that match
    score: ColumnElement  # less is better
    title: ColumnElement  # with the found words marked
    words: ColumnElement  # the part of the text around them


def matching(viewer, question: Question) -> Match:
    """What matches, of what this viewer may read."""
    match = {"sqlite": _fts5, "postgresql": _tsearch}[db.engine.dialect.name](question)
    mine = match.source.where(SearchEntry.audience.in_(viewer.audiences))
    return Match(mine, match.score, match.title, match.words)


def tidy() -> None:
    """Let the database forget the words of what has left the index. Only within an act."""
    if db.engine.dialect.name == "sqlite":
        words = table("search_words", column("search_words"))
        db.session.execute(words.insert().values(search_words="optimize"))


def _fts5(question: Question) -> Match:
    words, here = table("search_words", column("rowid")), name_of("search_words")
    asked = bindparam("asked", _in_fts5(question))
    joined = select().select_from(words).join(SearchEntry, SearchEntry.id == words.c.rowid)
    return Match(
        source=joined.where(here.op("MATCH")(asked)),
        score=func.bm25(here, TITLE_WEIGHT, 1.0),
        title=func.highlight(here, 0, BEGIN, END),
        words=func.snippet(here, 1, BEGIN, END, "…", WORDS_SHOWN),
    )


def _tsearch(question: Question) -> Match:
    words = table("search_words", column("id"), column("words"))
    asked = func.to_tsquery("english", bindparam("asked", _in_tsearch(question)))
    joined = select().select_from(words).join(SearchEntry, SearchEntry.id == words.c.id)
    return Match(
        source=joined.where(words.c.words.op("@@")(asked)),
        score=-func.ts_rank(words.c.words, asked, 1),
        title=_headline(SearchEntry.title, asked, "HighlightAll=true"),
        words=_headline(
            SearchEntry.body, asked,
            f'MaxFragments=2, MinWords=8, MaxWords={WORDS_SHOWN}, FragmentDelimiter=" … "'),
    )


def _headline(said, asked, options: str) -> ColumnElement:
    marks = f'StartSel="{BEGIN}", StopSel="{END}", {options}'
    return func.ts_headline("english", said, asked, literal(marks, String))


def _in_fts5(question: Question) -> str:
    glue = " OR " if question.any_will_do else " AND "
    return glue.join(_term_in_fts5(term) for term in question.terms)


def _term_in_fts5(term: Term) -> str:
    ways = [f'"{" ".join(way)}"' for way in term.ways]
    if term.is_start:
        ways.append(f'"{term.ways[0][0]}"*')
    return f"({' OR '.join(ways)})"


def _in_tsearch(question: Question) -> str:
    glue = " | " if question.any_will_do else " & "
    return glue.join(_term_in_tsearch(term) for term in question.terms)


def _term_in_tsearch(term: Term) -> str:
    ways = [" <-> ".join(f"'{word}'" for word in way) for way in term.ways]
    if term.is_start:
        ways.append(f"'{term.ways[0][0]}':*")
    return f"({' | '.join(f'({way})' for way in ways)})"
