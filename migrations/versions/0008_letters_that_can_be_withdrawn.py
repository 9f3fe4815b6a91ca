"""A letter says whose it is and what it is about, so that it can be withdrawn when that was read."""
import sqlalchemy as sa
from alembic import op

revision = "0008"
down_revision = "0007"
branch_labels = None
depends_on = None


def upgrade():
    with op.batch_alter_table("letter") as batch_op:
        batch_op.add_column(sa.Column("about", sa.String(length=80), nullable=True))
        batch_op.create_index(batch_op.f("ix_letter_about"), ["about"], unique=False)


def downgrade():
    with op.batch_alter_table("letter") as batch_op:
        batch_op.drop_index(batch_op.f("ix_letter_about"))
        batch_op.drop_column("about")
