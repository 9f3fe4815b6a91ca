"""When somebody asked for a conversation to be kept, and when both were told of its end."""
import sqlalchemy as sa
from alembic import op

revision = "0059"
down_revision = "0058"
branch_labels = None
depends_on = None

COLUMNS = ("kept_at", "end_told_at")


def upgrade():
    with op.batch_alter_table("conversation") as changes:
        for name in COLUMNS:
            changes.add_column(sa.Column(name, sa.DateTime(timezone=True), nullable=True))


def downgrade():
    with op.batch_alter_table("conversation") as changes:
        for name in COLUMNS:
            changes.drop_column(name)
