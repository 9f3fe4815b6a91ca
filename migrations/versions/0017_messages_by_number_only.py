"""An index of messages by time that nothing asks: they are read by their number in a conversation."""
from alembic import op

revision = "0017"
down_revision = "0016"
branch_labels = None
depends_on = None


def upgrade():
    op.drop_index("ix_message_published_at", table_name="message")


def downgrade():
    op.create_index("ix_message_published_at", "message", ["published_at"])
