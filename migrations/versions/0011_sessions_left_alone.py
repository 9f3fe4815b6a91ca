"""A session ends when nobody uses it: the time when that will be.

Sessions that are open now have none until they are used again; they end when they were to end.
"""
import sqlalchemy as sa
from alembic import op

revision = "0011"
down_revision = "0010"
branch_labels = None
depends_on = None


def upgrade():
    with op.batch_alter_table("sign_in") as batch_op:
        batch_op.add_column(sa.Column("idles_at", sa.DateTime(timezone=True), nullable=True))


def downgrade():
    with op.batch_alter_table("sign_in") as batch_op:
        batch_op.drop_column("idles_at")
