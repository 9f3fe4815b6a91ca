"""Search puts letters that have parts together again: Japanese and Korean ones are found."""
from alembic import op

revision = "0009"
down_revision = "0008"
branch_labels = None
depends_on = None

PLAIN = (
    "CREATE OR REPLACE FUNCTION search_plain(said text) RETURNS text LANGUAGE sql IMMUTABLE AS $$ "
    "SELECT translate({}, '/-.@<>&+_=#', '           ') $$"
)
TAKEN_APART = r"regexp_replace(normalize(said, NFKD), '[\u0300-\u036f]', '', 'g')"


def upgrade():
    _say(f"normalize({TAKEN_APART}, NFC)")


def downgrade():
    _say(TAKEN_APART)


def _say(how: str) -> None:
    if op.get_bind().dialect.name == "postgresql":
        op.execute(PLAIN.format(how))
