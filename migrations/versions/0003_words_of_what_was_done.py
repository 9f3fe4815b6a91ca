"""What was done under a form's key says which words it was done with."""
import sqlalchemy as sa
from alembic import op

revision = "0003"
down_revision = "0002"
branch_labels = None
depends_on = None


def upgrade():
    with op.batch_alter_table("done") as batch_op:
        batch_op.add_column(sa.Column("said", sa.String(length=64), nullable=True))


def downgrade():
    with op.batch_alter_table("done") as batch_op:
        batch_op.drop_column("said")
