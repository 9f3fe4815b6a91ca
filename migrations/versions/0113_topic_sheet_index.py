"""An index of topics by their sheet: a sheet that goes is looked for in all of them. On PostgreSQL
it is built beside those who write, and can be begun again where it failed."""
from alembic import op

revision = "0113"
down_revision = "0104"
branch_labels = None
depends_on = None
NAME = "ix_topic_sheet_id"


def upgrade():
    if op.get_bind().dialect.name != "postgresql":
        return op.create_index(NAME, "topic", ["sheet_id"])
    with op.get_context().autocommit_block():
        op.execute(f"DROP INDEX CONCURRENTLY IF EXISTS {NAME}")
        op.execute(f"CREATE INDEX CONCURRENTLY {NAME} ON topic (sheet_id)")


def downgrade():
    op.drop_index(NAME, "topic")
