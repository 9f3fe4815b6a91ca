"""Emails that wait for a time that their reader chose."""
import sqlalchemy as sa
from alembic import op

revision = "0081"
down_revision = "0080"
branch_labels = None
depends_on = None


def upgrade():
    with op.batch_alter_table("email") as batch:
        batch.add_column(sa.Column("put_off_at", sa.DateTime(timezone=True)))


def downgrade():
    with op.batch_alter_table("email") as batch:
        batch.drop_column("put_off_at")
