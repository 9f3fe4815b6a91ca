"""A conversation that one of its two people has closed for new messages."""
import sqlalchemy as sa
from alembic import op

revision = "0060"
down_revision = "0059"
branch_labels = None
depends_on = None


def upgrade():
    op.add_column("participant", sa.Column("closed_at", sa.DateTime(timezone=True)))


def downgrade():
    with op.batch_alter_table("participant") as table:
        table.drop_column("closed_at")
