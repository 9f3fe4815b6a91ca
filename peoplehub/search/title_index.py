"""Titles that have words, the last of which may be half typed. Beside `engine` the only place where
the two databases differ.

So few of the newest titles are read, whatever the word, that a suggestion costs the same on a large
site as on a small one.
"""
from collections.abc import Collection, Sequence

from sqlalchemy import Row, bindparam, text

from peoplehub.core.column_queries import fetch_rows
from peoplehub.core.extensions import db
from peoplehub.core.viewers import Viewer

LOOKED_THROUGH = 400  # of the newest that match, for what the viewer may read
TAKEN = 40
ENTRIES = """
    SELECT entry.id, entry.kind, entry.piece_id, entry.shelf, entry.title
    FROM ({}) AS newest CROSS JOIN search_entry AS entry
    WHERE entry.id = newest.id AND entry.audience IN :audiences
    ORDER BY entry.id DESC LIMIT :taken"""
FTS5 = """SELECT rowid AS id FROM search_words_of_titles WHERE search_words_of_titles MATCH :asked
    ORDER BY rowid DESC LIMIT :looked_through"""
TSEARCH = """SELECT id FROM search_words_of_titles WHERE words @@ CAST(:asked AS tsquery)
    ORDER BY id DESC LIMIT :looked_through"""
STATEMENTS = {name: text(ENTRIES.format(inner)).bindparams(  # constants only
    bindparam("audiences", expanding=True), looked_through=LOOKED_THROUGH, taken=TAKEN)
    for name, inner in (("sqlite", FTS5), ("postgresql", TSEARCH))}


def titles(viewer: Viewer, words: Sequence[str], beginning: str,
           shelves: Collection[str] = ()) -> Sequence[Row]:
    """Id, kind, piece_id, shelf and title of the newest heads whose title has all these words and
    one that begins so, of what this viewer may read; with `shelves` only on those."""
    dialect = db.engine.dialect.name
    asked = (_in_tsearch if dialect == "postgresql" else _in_fts5)(words, beginning, shelves)
    return fetch_rows(STATEMENTS[dialect], asked=asked, audiences=viewer.audiences)


def _in_fts5(words: Sequence[str], beginning: str, shelves: Collection[str]) -> str:
    last = [f'"{beginning}"*'] * bool(beginning)
    said = " AND ".join([*(f'"{word}"' for word in words), *last])
    on = f" AND shelf : ({' OR '.join(sorted(shelves))})" if shelves else ""
    return f"title : ({said}){on}"


def _in_tsearch(words: Sequence[str], beginning: str, shelves: Collection[str]) -> str:
    last = [f"'{beginning}':*"] * bool(beginning)
    said = " & ".join([*(f"'{word}'" for word in words), *last])
    on = " | ".join(f"'@{shelf}'" for shelf in sorted(shelves))
    return f"({said}) & ({on})" if on else f"({said})"
