"""How much somebody wants to hear of what they follow."""
import sqlalchemy as sa
from alembic import op

revision = "0074"
down_revision = "0073"
branch_labels = None
depends_on = None


def upgrade():
    with op.batch_alter_table("following") as batch:
        batch.add_column(sa.Column("level", sa.String(10), nullable=False, server_default="every"))
        batch.add_column(sa.Column("told_at", sa.DateTime(timezone=True)))
    with op.batch_alter_table("following") as batch:
        batch.alter_column("level", server_default=None)


def downgrade():
    with op.batch_alter_table("following") as batch:
        batch.drop_column("told_at")
        batch.drop_column("level")
