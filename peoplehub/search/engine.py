"""Full-text engines: FTS5 on SQLite, tsvector on PostgreSQL. The only place where the two differ.

Where few pieces match, every one is scored. A common word matches half of all there is, and scoring
that would keep the site busy for seconds: of those the newest are taken, shelf by shelf, those with
the words in the title first (and of these, titles that say little else), and nothing is counted
further.
"""
from collections.abc import Sequence
from functools import cache
from typing import Any

from sqlalchemy import (
    ColumnElement,
    Executable,
    Integer,
    Row,
    Select,
    String,
    TextClause,
    bindparam,
    case,
    cast,
    column,
    func,
    literal,
    literal_column as name_of,
    select,
    table,
    text,
    union_all,
)
from sqlalchemy.dialects.postgresql import TSQUERY
from sqlalchemy.orm import InstrumentedAttribute

from peoplehub.core.column_queries import fetch_first, fetch_rows
from peoplehub.core.extensions import db
from peoplehub.core.viewers import Viewer
from peoplehub.search.models import SearchEntry
from peoplehub.search.query_parser import ParsedQuery, Term

BEGIN, END = "\x02", "\x03"  # around a found word; nothing people write contains them
WORDS_SHOWN = 30
TITLE_WEIGHT = 8.0  # against 1 for a word of the text

SCORED = 1_000  # pieces at most, readable or not, that are all scored
LOOKED_THROUGH = 20_000  # of more, the newest so many of a shelf, for what the viewer may read
TAKEN = 501  # of those, so many
SAMPLE = 2_000  # of the newest pieces, by which is guessed how common the beginning of a word is
BESIDE = 4  # letters that an exact title may have beside the words: "A", an ending

FOUND = (SearchEntry.id, SearchEntry.shelf, SearchEntry.place, SearchEntry.is_head,
         SearchEntry.piece_id)
SHOWN = (SearchEntry.id, SearchEntry.kind, SearchEntry.piece_id, SearchEntry.shelf, SearchEntry.at)
OPEN_TO_VIEWER = SearchEntry.audience.in_(bindparam("audiences", expanding=True))


def is_common(question: ParsedQuery) -> bool:
    """Whether more pieces match than are scored."""
    return how_many(question) > SCORED


def how_many(question: ParsedQuery) -> int:
    """How many pieces match, counted no further than one more than are scored; a guess where it is
    many more and PostgreSQL would have to look up every word that begins so."""
    engine = _engine()
    if question.has_start and (guessed := engine.guessed(question)) > 4 * SCORED:
        return guessed
    counted = fetch_first(engine.COUNTED, **engine.asked(question))
    return counted[0] if counted else 0


def every(viewer: Viewer, question: ParsedQuery, scored_by: ParsedQuery | None) -> Sequence[Row]:
    """`FOUND`, a score of all that match and this viewer may read (the less, the better), and
    whether the words stand in the title. `scored_by` are those of its words that count (None: all
    have the same score)."""
    engine = _engine()
    asked: dict[str, Any] = engine.asked(question) | engine.asked_in_title(question)
    asked["audiences"] = viewer.audiences
    if scored_by is None:
        return fetch_rows(engine.UNSCORED, **asked)
    return fetch_rows(engine.EVERY, **asked, scored_by=engine.asked(scored_by)["asked"])


def by_term(viewer: Viewer, terms: Sequence[Term]) -> Sequence[Row]:
    """`FOUND` of the pieces that have one of these terms and this viewer may read, with `term`, its
    number, `in_title`, and how many letters the piece has. A piece with two terms comes twice."""
    engine = _engine()
    asked = {f"{name}{number}": said for number, term in enumerate(terms)
             for name, said in (engine.asked(ParsedQuery((term,)))
                                | engine.asked_in_title(ParsedQuery((term,)))).items()}
    return fetch_rows(_by_term(engine, len(terms)), **asked, audiences=viewer.audiences)


def known(viewer: Viewer, terms: Sequence[Term]) -> set[int]:
    """The numbers of those of these terms of which this viewer may read at least one piece."""
    engine = _engine()
    asked = {f"asked{number}": engine.asked(ParsedQuery((term,)))["asked"]
             for number, term in enumerate(terms)}
    rows = fetch_rows(_known(engine, len(terms)), **asked, audiences=viewer.audiences)
    return {row.term for row in rows}


@cache
def _known(engine: Any, terms: int) -> Executable:
    each = (engine.has_term(number).limit(1).subquery() for number in range(terms))
    return union_all(*(select(one.c.term) for one in each))


@cache
def _by_term(engine: Any, terms: int) -> Executable:
    return union_all(*(engine.of_term(number) for number in range(terms)))


def newest(viewer: Viewer, question: ParsedQuery, shelf: str) -> tuple[Sequence[Row], bool]:
    """The same of the newest on a shelf, those with the words in the title of a head scored better
    (a row may come twice), and whether there are more."""
    engine = _engine()
    mine: dict[str, Any] = {"audiences": viewer.audiences}
    statement = engine.NEWEST_OF_START if question.has_start else engine.NEWEST
    newest = fetch_rows(statement, **engine.asked_of(shelf, question), **mine)
    if len(newest) < 2:
        return newest, False
    mine |= engine.asked_of(shelf, question, in_title=True) | {"longest": _longest_title(question)}
    titled = fetch_rows(engine.TITLED, **mine)
    exact = fetch_rows(engine.EXACT, **mine) if len(titled) == TAKEN else []  # it may be an old one
    return [*exact, *titled, *newest], len(newest) == TAKEN


def _longest_title(question: ParsedQuery) -> int:
    """How long a title may be that has the words and hardly anything beside them."""
    if question.any_will_do:
        return 0
    return BESIDE + sum(max(len(" ".join(way)) for way in term.ways) + 1 for term in question.terms)


def marked(question: ParsedQuery, ids: list[int]) -> Sequence[Row]:
    """What is shown of these pieces: `SHOWN`, and title and words with the found words marked."""
    engine = _engine()
    statement = engine.MARKED_OF_MANY if question.has_start else engine.MARKED
    return fetch_rows(statement, **engine.asked(question), ids=ids)


def tidy() -> None:
    """Let the database forget the words of what has left the index. Only within an act."""
    if db.engine.dialect.name == "sqlite":
        for name in ("search_words", "search_words_of_titles"):
            words = table(name, column(name))
            db.session.execute(words.insert().values({name: "optimize"}))


def _engine() -> Any:
    return Tsearch if db.engine.dialect.name == "postgresql" else Fts5


def _counted(matching: Select) -> Select:
    return select(func.count()).select_from(matching.limit(SCORED + 1).subquery())


def _newest_fts5(score: int, exact_score: int, only_exact: bool = False) -> TextClause:
    """The index is read backwards, no further than needed. CROSS JOIN keeps that order of the two;
    ORDER BY would have all that match sorted first."""
    return text("""
        SELECT entry.id, entry.shelf, entry.place, entry.is_head, entry.piece_id,
               CASE WHEN length(entry.title) <= :longest THEN CAST(:exact_score AS INTEGER)
               ELSE CAST(:score AS INTEGER) END AS score
        FROM (SELECT rowid AS id FROM search_words WHERE search_words MATCH :asked
              ORDER BY rowid DESC LIMIT :looked_through) AS newest
        CROSS JOIN search_entry AS entry ON entry.id = newest.id
        WHERE entry.audience IN :audiences
        AND (length(entry.title) <= :longest OR NOT :only_exact) LIMIT :taken
        """).bindparams(bindparam("audiences", expanding=True), score=score, longest=0,
                        exact_score=exact_score, only_exact=only_exact,
                        looked_through=LOOKED_THROUGH, taken=TAKEN)


class Fts5:
    """SQLite."""

    WORDS = table("search_words", column("rowid"))
    HERE: ColumnElement = name_of("search_words")
    MATCH = HERE.op("MATCH")(bindparam("asked"))
    JOINED = select().select_from(WORDS).join(SearchEntry, SearchEntry.id == WORDS.c.rowid)
    MARKS = (func.highlight(HERE, 0, BEGIN, END).label("title"),
             func.snippet(HERE, 1, BEGIN, END, "…", WORDS_SHOWN).label("words"))

    COUNTED = _counted(select(WORDS.c.rowid).where(MATCH))
    UNSCORED = (JOINED.add_columns(*FOUND, literal(0.0).label("score"),
                                   literal(0).label("in_title"))
                .where(MATCH, OPEN_TO_VIEWER))
    IN_TITLE = WORDS.c.rowid.in_(select(name_of("rowid")).select_from(
        text("search_words AS titled")).where(text("titled.search_words MATCH :asked_in_title")))
    MATCHING: Select = select(name_of("rowid")).select_from(text("search_words AS matching")).where(
        text("matching.search_words MATCH :asked"))
    EVERY = (JOINED.add_columns(*FOUND, func.bm25(HERE, TITLE_WEIGHT, 1.0).label("score"),
                                IN_TITLE.label("in_title"))
             .where(HERE.op("MATCH")(bindparam("scored_by")), WORDS.c.rowid.in_(MATCHING),
                    OPEN_TO_VIEWER))
    NEWEST, TITLED = _newest_fts5(1, 1), _newest_fts5(0, -1)
    NEWEST_OF_START = NEWEST
    EXACT = _newest_fts5(0, -1, only_exact=True)
    MARKED = (JOINED.add_columns(*SHOWN, *MARKS)
              .where(MATCH, WORDS.c.rowid.in_(bindparam("ids", expanding=True))))
    # The beginning of a word is looked up again for each id: cheaper to look through all, once.
    MARKED_OF_MANY = (JOINED.add_columns(*SHOWN, *MARKS)
                      .where(MATCH, name_of("+search_words.rowid")
                             .in_(bindparam("ids", expanding=True))))

    @classmethod
    def guessed(cls, _question: ParsedQuery) -> int:
        """Nothing: what begins so is counted as quickly as a whole word."""
        return 0

    @classmethod
    def asked(cls, question: ParsedQuery) -> dict[str, str]:
        return {"asked": f"{{title body}} : ({cls._words(question)})"}

    @classmethod
    def asked_in_title(cls, question: ParsedQuery) -> dict[str, str]:
        return {"asked_in_title": f"{{title}} : ({cls._words(question)})"}

    @classmethod
    def of_term(cls, number: int) -> Select:
        """The pieces with the term that is asked for under this number."""
        words = table("search_words", column("rowid"), column("search_words")).alias(f"t{number}")
        titled = select(words.c.rowid).where(
            words.c.search_words.op("MATCH")(bindparam(f"asked_in_title{number}")))
        return cls.has_term(number).add_columns(
            *FOUND, cls.WORDS.c.rowid.in_(titled).label("in_title"),
            func.length(SearchEntry.body).label("length"))

    @classmethod
    def has_term(cls, number: int) -> Select:
        return cls.JOINED.add_columns(literal(number).label("term")).where(
            cls.HERE.op("MATCH")(bindparam(f"asked{number}")), OPEN_TO_VIEWER)

    @classmethod
    def asked_of(cls, shelf: str, question: ParsedQuery, in_title: bool = False) -> dict[str, str]:
        of = "is_head : 1 AND title" if in_title else "{title body}"
        return {"asked": f"shelf : {shelf} AND {of} : ({cls._words(question)})"}

    @classmethod
    def _words(cls, question: ParsedQuery) -> str:
        glue = " OR " if question.any_will_do else " AND "
        return glue.join(map(cls._term, question.terms))

    @staticmethod
    def _term(term: Term) -> str:
        ways = [f'"{" ".join(way)}"' for way in term.ways]
        if term.is_start:
            ways.append(f'"{term.ways[0][0]}"*')
        return f"({' OR '.join(ways)})"


def _headline(said: InstrumentedAttribute[str], asked: ColumnElement,
              options: str) -> ColumnElement:
    marks = f'StartSel="{BEGIN}", StopSel="{END}", {options}'
    return func.ts_headline("english", said, asked, literal(marks, String))


def _newest_tsearch(ids: Select, score: ColumnElement) -> Select:
    newest = ids.subquery()
    found = select(*FOUND, score.label("score"))
    joined = found.join(newest, newest.c.id == SearchEntry.id).where(OPEN_TO_VIEWER)
    return joined.order_by(newest.c.id.desc()).limit(TAKEN)


class Tsearch:
    """PostgreSQL. `must` is the word for a shelf (`@topic`), which nobody can type."""

    WORDS = table("search_words", column("id"), column("words"), column("title_words"))
    ASKED = func.to_tsquery("english", bindparam("asked", type_=String))
    SCORED_BY = func.to_tsquery("english", bindparam("scored_by", type_=String))
    MUST = cast(bindparam("must", type_=String), TSQUERY)
    MATCH = WORDS.c.words.op("@@")(ASKED)
    ON_SHELF = WORDS.c.words.op("@@")(ASKED.op("&&")(MUST))
    IN_TITLE = WORDS.c.title_words.op("@@")(ASKED.op("&&")(MUST))
    JOINED = select().select_from(WORDS).join(SearchEntry, SearchEntry.id == WORDS.c.id)
    MARKS = (
        _headline(SearchEntry.title, ASKED, "HighlightAll=true").label("title"),
        _headline(SearchEntry.body, ASKED,
                  f'MaxFragments=2, MinWords=8, MaxWords={WORDS_SHOWN}, FragmentDelimiter=" … "'
                  ).label("words"),
    )

    COUNTED = _counted(select(WORDS.c.id).where(MATCH))
    UNSCORED = (JOINED.add_columns(*FOUND, literal(0.0).label("score"),
                                   literal(0).label("in_title"))
                .where(MATCH, OPEN_TO_VIEWER))
    SCORE = -func.ts_rank(WORDS.c.words, SCORED_BY, 1)
    EVERY = (JOINED.add_columns(*FOUND, SCORE.label("score"),
                                WORDS.c.title_words.op("@@")(ASKED).label("in_title"))
             .where(MATCH, OPEN_TO_VIEWER))
    IS_EXACT = func.length(SearchEntry.title) <= bindparam("longest", type_=Integer)
    FIRST = select(WORDS.c.id).order_by(WORDS.c.id.desc()).limit(LOOKED_THROUGH)
    NEWEST = _newest_tsearch(FIRST.where(ON_SHELF), literal(1))
    TITLED = _newest_tsearch(FIRST.where(IN_TITLE), case((IS_EXACT, -1), else_=0))
    # The index would give every piece with a word that begins so: the newest are looked through.
    OF_SHELF = FIRST.add_columns(WORDS.c.words).where(WORDS.c.words.op("@@")(MUST)).subquery()
    NEWEST_OF_START = _newest_tsearch(
        select(OF_SHELF.c.id).where(OF_SHELF.c.words.op("@@")(ASKED)), literal(1))
    SAMPLED = select(WORDS).order_by(WORDS.c.id.desc()).limit(SAMPLE).subquery()
    GUESSED = select(func.count().filter(SAMPLED.c.words.op("@@")(ASKED)), func.count(),
                     func.max(SAMPLED.c.id))
    EXACT = TITLED.where(IS_EXACT)
    MARKED = MARKED_OF_MANY = JOINED.add_columns(*SHOWN, *MARKS).where(
        WORDS.c.id.in_(bindparam("ids", expanding=True)))

    @classmethod
    def guessed(cls, question: ParsedQuery) -> int:
        """How many pieces match, if all are like the newest."""
        found, sampled, newest_id = fetch_rows(cls.GUESSED, **cls.asked(question))[0]
        return found * newest_id // sampled if sampled else 0

    @classmethod
    def asked(cls, question: ParsedQuery) -> dict[str, str]:
        return {"asked": cls._words(question)}

    @classmethod
    def asked_in_title(cls, _question: ParsedQuery) -> dict[str, str]:
        """Nothing more: the words of titles are a column of their own."""
        return {}

    @classmethod
    def of_term(cls, number: int) -> Select:
        """The pieces with the term that is asked for under this number."""
        return cls.has_term(number).add_columns(
            *FOUND, cls.WORDS.c.title_words.op("@@")(cls._asked(number)).label("in_title"),
            func.length(SearchEntry.body).label("length"))

    @classmethod
    def has_term(cls, number: int) -> Select:
        return cls.JOINED.add_columns(literal(number).label("term")).where(
            cls.WORDS.c.words.op("@@")(cls._asked(number)), OPEN_TO_VIEWER)

    @staticmethod
    def _asked(number: int) -> ColumnElement:
        return func.to_tsquery("english", bindparam(f"asked{number}", type_=String))

    @classmethod
    def asked_of(cls, shelf: str, question: ParsedQuery, in_title: bool = False) -> dict[str, str]:
        return {"asked": cls._words(question), "must": f"'@{shelf}'"}

    @classmethod
    def _words(cls, question: ParsedQuery) -> str:
        glue = " | " if question.any_will_do else " & "
        return glue.join(map(cls._term, question.terms))

    @staticmethod
    def _term(term: Term) -> str:
        ways = [" <-> ".join(f"'{word}'" for word in way) for way in term.ways]
        if term.is_start:
            ways.append(f"'{term.ways[0][0]}':*")
        return f"({' | '.join(f'({way})' for way in ways)})"
