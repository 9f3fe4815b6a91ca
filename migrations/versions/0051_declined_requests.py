"""The words of declined requests to join are deleted after a time."""
import sqlalchemy as sa
from alembic import op

revision = "0051"
down_revision = "0050"
branch_labels = None
depends_on = None


def upgrade():
    with op.batch_alter_table("join_request") as batch:
        batch.add_column(sa.Column("emptied_at", sa.DateTime(timezone=True), nullable=True))


def downgrade():
    with op.batch_alter_table("join_request") as batch:
        batch.drop_column("emptied_at")
