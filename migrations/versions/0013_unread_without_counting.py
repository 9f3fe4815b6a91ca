"""What waits for somebody is told by the numbers of messages, and only the few that are gone (taken
away, held, hidden) are counted: a partial index finds those."""
import sqlalchemy as sa
from alembic import op

revision = "0013"
down_revision = "0012"
branch_labels = None
depends_on = None

GONE = sa.text("deleted_at IS NOT NULL OR held_at IS NOT NULL OR hidden_at IS NOT NULL")


def upgrade():
    op.create_index("ix_message_gone", "message", ["conversation_id", "number"],
                    sqlite_where=GONE, postgresql_where=GONE)


def downgrade():
    op.drop_index("ix_message_gone", table_name="message")
