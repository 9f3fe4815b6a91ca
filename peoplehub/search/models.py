"""Tables of the search index: one row for each published piece, and its words as each database
stores them.

Derived from the rooms: `flask search rebuild` makes it again. The words lie in `search_words`, a
table of the database's own kind (FTS5, or a tsvector with GIN) that triggers keep. The shelf, and
whether it is the head of its place, are kept there as words too, so that the newest of one shelf
are found without looking at those of the others. PostgreSQL holds the title of a head once more by
itself (`title_words`): its index of all words does not know which of them stand in titles, so it
would guess how many do, and look through everything where it guesses wrong.
"""
from datetime import datetime

from sqlalchemy import DDL, Index, String, Text, UniqueConstraint, event
from sqlalchemy.orm import Mapped, mapped_column

from peoplehub.core.columns import UTCDateTime
from peoplehub.core.extensions import Model


class SearchEntry(Model):
    """A piece as search sees it. `place` is what is shown once: a topic, an entry, a sheet."""

    __table_args__ = (
        UniqueConstraint("kind", "piece_id"),
        Index("ix_search_entry_place", "place"),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    kind: Mapped[str] = mapped_column(String(20))
    piece_id: Mapped[int]
    shelf: Mapped[str] = mapped_column(String(10))
    place: Mapped[str] = mapped_column(String(40))
    is_head: Mapped[bool]  # the question or the entry itself, not a reply or a comment
    audience: Mapped[str] = mapped_column(String(10))
    at: Mapped[datetime] = mapped_column(UTCDateTime)
    title: Mapped[str] = mapped_column(String(300))
    body: Mapped[str] = mapped_column(Text)


JOINING = "/-.@<>&+_=#"  # PostgreSQL would read words joined by these as one file, mail or number
WITHOUT_ACCENTS = (  # and put together again: Japanese and Korean letters have parts as well
    r"normalize(regexp_replace(normalize(said, NFKD), '[\u0300-\u036f]', '', 'g'), NFC)"
)

TITLE = "setweight(to_tsvector('english', search_plain(NEW.title)), 'A')"
OF_PIECE = (f"{TITLE} || setweight(to_tsvector('english', search_plain(NEW.body)), 'D') || "
            "array_to_tsvector(ARRAY['@' || NEW.shelf, CASE WHEN NEW.is_head THEN '@head' "
            "ELSE '@below' END])")
OF_HEAD = f"CASE WHEN NEW.is_head THEN {TITLE} || array_to_tsvector(ARRAY['@' || NEW.shelf]) END"
KEPT = "title, body, shelf, is_head"
ADD = f"""INSERT INTO search_words(rowid, {KEPT})
 VALUES (new.id, new.title, new.body, new.shelf, new.is_head)"""  # noqa: S608 (constants)
REMOVE = f"""INSERT INTO search_words(search_words, rowid, {KEPT})
 VALUES ('delete', old.id, old.title, old.body, old.shelf, old.is_head)"""  # noqa: S608

TITLES = "search_words_of_titles"
ADD_TITLE = f"""INSERT INTO {TITLES}(rowid, title, shelf)
 SELECT new.id, new.title, new.shelf WHERE new.is_head"""  # noqa: S608
REMOVE_TITLE = f"""INSERT INTO {TITLES}({TITLES}, rowid, title, shelf)
 SELECT 'delete', old.id, old.title, old.shelf WHERE old.is_head"""  # noqa: S608
WORDS_OF_TITLE = ("to_tsvector('simple', search_plain(NEW.title)) || "
                  "array_to_tsvector(ARRAY['@' || NEW.shelf])")

WORDS = {
    "sqlite": [
        f"CREATE VIRTUAL TABLE search_words USING fts5({KEPT}, content='search_entry', "
        "content_rowid='id', tokenize='porter unicode61 remove_diacritics 2')",
        f"CREATE TRIGGER search_entry_added AFTER INSERT ON search_entry BEGIN {ADD}; END",
        f"CREATE TRIGGER search_entry_removed AFTER DELETE ON search_entry BEGIN {REMOVE}; END",
        f"CREATE TRIGGER search_entry_changed AFTER UPDATE OF {KEPT} ON search_entry BEGIN "
        f"{REMOVE}; {ADD}; END",
        f"CREATE VIRTUAL TABLE {TITLES} USING fts5(title, shelf, content='search_entry', "
        "content_rowid='id', prefix='2 3', tokenize='unicode61 remove_diacritics 2')",
        "CREATE TRIGGER search_title_added AFTER INSERT ON search_entry "
        f"WHEN new.is_head BEGIN {ADD_TITLE}; END",
        "CREATE TRIGGER search_title_removed AFTER DELETE ON search_entry "
        f"WHEN old.is_head BEGIN {REMOVE_TITLE}; END",
        "CREATE TRIGGER search_title_changed AFTER UPDATE OF title, shelf, is_head ON search_entry "
        f"BEGIN {REMOVE_TITLE}; {ADD_TITLE}; END",
    ],
    "postgresql": [
        "CREATE TABLE search_words (id integer PRIMARY KEY "
        "REFERENCES search_entry ON DELETE CASCADE, words tsvector NOT NULL, "
        "title_words tsvector)",
        "CREATE INDEX ix_search_words_words ON search_words USING gin (words)",
        "CREATE INDEX ix_search_words_title_words ON search_words USING gin (title_words)",
        "CREATE FUNCTION search_plain(said text) RETURNS text LANGUAGE sql IMMUTABLE "
        f"AS $$ SELECT translate({WITHOUT_ACCENTS}, '{JOINING}', '{' ' * len(JOINING)}') $$",
        "CREATE FUNCTION search_keep_words() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN "  # noqa: S608
        f"INSERT INTO search_words VALUES (NEW.id, {OF_PIECE}, {OF_HEAD}) "
        "ON CONFLICT (id) DO UPDATE SET words = EXCLUDED.words, "
        "title_words = EXCLUDED.title_words; RETURN NULL; END $$",
        f"CREATE TRIGGER search_entry_kept AFTER INSERT OR UPDATE OF {KEPT} ON search_entry "
        "FOR EACH ROW EXECUTE FUNCTION search_keep_words()",
        f"CREATE TABLE {TITLES} (id integer PRIMARY KEY "
        "REFERENCES search_entry ON DELETE CASCADE, words tsvector NOT NULL)",
        f"CREATE INDEX ix_{TITLES}_words ON {TITLES} USING gin (words)",
        "CREATE FUNCTION search_keep_title() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN "  # noqa: S608
        f"IF NEW.is_head THEN INSERT INTO {TITLES} VALUES (NEW.id, {WORDS_OF_TITLE}) "
        "ON CONFLICT (id) DO UPDATE SET words = EXCLUDED.words; "
        f"ELSE DELETE FROM {TITLES} WHERE id = NEW.id; END IF; RETURN NULL; END $$",
        "CREATE TRIGGER search_title_added AFTER INSERT ON search_entry FOR EACH ROW "
        "WHEN (NEW.is_head) EXECUTE FUNCTION search_keep_title()",
        "CREATE TRIGGER search_title_changed AFTER UPDATE OF title, shelf, is_head ON search_entry "
        "FOR EACH ROW EXECUTE FUNCTION search_keep_title()",
    ],
}
NO_WORDS = {  # the way back, before search_entry itself is dropped
    "sqlite": [f"DROP TABLE IF EXISTS {TITLES}", "DROP TABLE IF EXISTS search_words"],
    "postgresql": [
        f"DROP TABLE IF EXISTS {TITLES}",
        "DROP TRIGGER IF EXISTS search_title_added ON search_entry",
        "DROP TRIGGER IF EXISTS search_title_changed ON search_entry",
        "DROP FUNCTION IF EXISTS search_keep_title()",
        "DROP TABLE IF EXISTS search_words",
        "DROP TRIGGER IF EXISTS search_entry_kept ON search_entry",
        "DROP FUNCTION IF EXISTS search_keep_words()",
        "DROP FUNCTION IF EXISTS search_plain(text)",
    ],
}


def _listen(when: str, lists: dict[str, list[str]]) -> None:
    for dialect, statements in lists.items():
        for statement in statements:
            ddl = DDL(statement.replace("%", "%%")).execute_if(dialect=dialect)
            event.listen(SearchEntry.__table__, when, ddl)


_listen("after_create", WORDS)
_listen("before_drop", NO_WORDS)
