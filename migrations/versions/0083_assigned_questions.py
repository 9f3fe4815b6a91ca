"""Questions that are given to one of the team."""
import sqlalchemy as sa
from alembic import op

revision = "0083"
down_revision = "0076"
branch_labels = None
depends_on = None


def upgrade():
    with op.batch_alter_table("answer_offer") as batch:
        batch.add_column(sa.Column("assigned_at", sa.DateTime(timezone=True)))


def downgrade():
    with op.batch_alter_table("answer_offer") as batch:
        batch.drop_column("assigned_at")
