"""The search index knows by words of its own on which shelf a piece stands and whether it is the head
of its place: the newest of a shelf are found without looking at all the others."""
from alembic import op

revision = "0014"
down_revision = "0013"
branch_labels = None
depends_on = None

FTS5 = ("CREATE VIRTUAL TABLE search_words USING fts5({columns}, content='search_entry', "
        "content_rowid='id', tokenize='porter unicode61 remove_diacritics 2')")
PLAIN = ("setweight(to_tsvector('english', search_plain(NEW.title)), 'A') || "
         "setweight(to_tsvector('english', search_plain(NEW.body)), 'D')")
MARKED = (PLAIN + " || array_to_tsvector(ARRAY['@' || NEW.shelf, CASE WHEN NEW.is_head THEN '@head' "
          "ELSE '@below' END])")


def upgrade():
    make(["title", "body", "shelf", "is_head"], MARKED)


def downgrade():
    make(["title", "body"], PLAIN)


def make(columns, words):
    if op.get_bind().dialect.name == "sqlite":
        make_fts5(columns)
    else:
        make_tsearch(columns, words)


def make_fts5(columns):
    kept = ", ".join(columns)
    new, old = (", ".join(f"{row}.{name}" for name in columns) for row in ("new", "old"))
    add = f"INSERT INTO search_words(rowid, {kept}) VALUES (new.id, {new})"
    remove = (f"INSERT INTO search_words(search_words, rowid, {kept}) "
              f"VALUES ('delete', old.id, {old})")
    for when in ("added", "removed", "changed"):
        op.execute(f"DROP TRIGGER IF EXISTS search_entry_{when}")
    op.execute("DROP TABLE IF EXISTS search_words")
    op.execute(FTS5.format(columns=kept))
    op.execute("INSERT INTO search_words(search_words) VALUES ('rebuild')")
    op.execute(f"CREATE TRIGGER search_entry_added AFTER INSERT ON search_entry BEGIN {add}; END")
    op.execute("CREATE TRIGGER search_entry_removed AFTER DELETE ON search_entry "
               f"BEGIN {remove}; END")
    op.execute(f"CREATE TRIGGER search_entry_changed AFTER UPDATE OF {kept} ON search_entry "
               f"BEGIN {remove}; {add}; END")


def make_tsearch(columns, words):
    op.execute("CREATE OR REPLACE FUNCTION search_keep_words() RETURNS trigger LANGUAGE plpgsql "
               f"AS $$ BEGIN INSERT INTO search_words VALUES (NEW.id, {words}) "
               "ON CONFLICT (id) DO UPDATE SET words = EXCLUDED.words; RETURN NULL; END $$")
    op.execute("DROP TRIGGER IF EXISTS search_entry_kept ON search_entry")
    op.execute(f"CREATE TRIGGER search_entry_kept AFTER INSERT OR UPDATE OF {', '.join(columns)} "
               "ON search_entry FOR EACH ROW EXECUTE FUNCTION search_keep_words()")
    op.execute("UPDATE search_entry SET title = title")
