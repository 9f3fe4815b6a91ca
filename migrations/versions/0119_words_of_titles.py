"""The titles of what is published, as they are written: for suggestions while somebody types."""
from alembic import op

revision = "0119"
down_revision = "0109"
branch_labels = None
depends_on = None

TITLES = "search_words_of_titles"
ADD = (f"INSERT INTO {TITLES}(rowid, title, shelf) "  # noqa: S608
       "SELECT new.id, new.title, new.shelf WHERE new.is_head")
REMOVE = (f"INSERT INTO {TITLES}({TITLES}, rowid, title, shelf) "  # noqa: S608
          "SELECT 'delete', old.id, old.title, old.shelf WHERE old.is_head")
WORDS = ("to_tsvector('simple', search_plain({0}.title)) || "
         "array_to_tsvector(ARRAY['@' || {0}.shelf])")


def upgrade():
    steps = ON_POSTGRESQL if op.get_bind().dialect.name == "postgresql" else ON_SQLITE
    for step in steps:
        op.execute(step)


def downgrade():
    for name in ("search_title_added", "search_title_changed", "search_title_removed"):
        if op.get_bind().dialect.name == "postgresql":
            op.execute(f"DROP TRIGGER IF EXISTS {name} ON search_entry")
        else:
            op.execute(f"DROP TRIGGER IF EXISTS {name}")
    op.execute(f"DROP TABLE {TITLES}")
    if op.get_bind().dialect.name == "postgresql":
        op.execute("DROP FUNCTION search_keep_title()")


ON_SQLITE = [
    f"CREATE VIRTUAL TABLE {TITLES} USING fts5(title, shelf, content='search_entry', "
    "content_rowid='id', prefix='2 3', tokenize='unicode61 remove_diacritics 2')",
    f"INSERT INTO {TITLES}(rowid, title, shelf) "  # noqa: S608
    "SELECT id, title, shelf FROM search_entry WHERE is_head",
    "CREATE TRIGGER search_title_added AFTER INSERT ON search_entry "
    f"WHEN new.is_head BEGIN {ADD}; END",
    "CREATE TRIGGER search_title_removed AFTER DELETE ON search_entry "
    f"WHEN old.is_head BEGIN {REMOVE}; END",
    "CREATE TRIGGER search_title_changed AFTER UPDATE OF title, shelf, is_head ON search_entry "
    f"BEGIN {REMOVE}; {ADD}; END",
]
ON_POSTGRESQL = [
    f"CREATE TABLE {TITLES} (id integer PRIMARY KEY "
    "REFERENCES search_entry ON DELETE CASCADE, words tsvector NOT NULL)",
    "CREATE FUNCTION search_keep_title() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN "  # noqa: S608
    f"IF NEW.is_head THEN INSERT INTO {TITLES} VALUES (NEW.id, {WORDS.format('NEW')}) "
    "ON CONFLICT (id) DO UPDATE SET words = EXCLUDED.words; "
    f"ELSE DELETE FROM {TITLES} WHERE id = NEW.id; END IF; RETURN NULL; END $$",
    "CREATE TRIGGER search_title_added AFTER INSERT ON search_entry FOR EACH ROW "
    "WHEN (NEW.is_head) EXECUTE FUNCTION search_keep_title()",
    "CREATE TRIGGER search_title_changed AFTER UPDATE OF title, shelf, is_head ON search_entry "
    "FOR EACH ROW EXECUTE FUNCTION search_keep_title()",
    f"INSERT INTO {TITLES} SELECT entry.id, {WORDS.format('entry')} "  # noqa: S608
    "FROM search_entry AS entry WHERE entry.is_head",
    f"CREATE INDEX ix_{TITLES}_words ON {TITLES} USING gin (words)",
]
