"""On PostgreSQL the search index holds the words of titles apart: nothing else can say beforehand how
many titles have a word, and to guess wrong is to look through the whole index."""
from alembic import op

revision = "0041"
down_revision = "0040"
branch_labels = None
depends_on = None

TITLE = "setweight(to_tsvector('english', search_plain(NEW.title)), 'A')"
WORDS = (TITLE + " || setweight(to_tsvector('english', search_plain(NEW.body)), 'D') || "
         "array_to_tsvector(ARRAY['@' || NEW.shelf, CASE WHEN NEW.is_head THEN '@head' "
         "ELSE '@below' END])")
OF_HEAD = (f"CASE WHEN NEW.is_head THEN {TITLE} || array_to_tsvector(ARRAY['@' || NEW.shelf]) END")


def upgrade():
    if op.get_bind().dialect.name == "postgresql":
        op.execute("ALTER TABLE search_words ADD COLUMN title_words tsvector")
        keep(f"{WORDS}, {OF_HEAD}", "words = EXCLUDED.words, title_words = EXCLUDED.title_words")
        op.execute("UPDATE search_entry SET title = title WHERE is_head")
        op.execute("CREATE INDEX ix_search_words_title_words ON search_words "
                   "USING gin (title_words)")


def downgrade():
    if op.get_bind().dialect.name == "postgresql":
        keep(WORDS, "words = EXCLUDED.words")
        op.execute("ALTER TABLE search_words DROP COLUMN title_words")


def keep(words, changed):
    op.execute("CREATE OR REPLACE FUNCTION search_keep_words() RETURNS trigger LANGUAGE plpgsql "
               f"AS $$ BEGIN INSERT INTO search_words VALUES (NEW.id, {words}) "
               f"ON CONFLICT (id) DO UPDATE SET {changed}; RETURN NULL; END $$")
