"""The hashes of parts of a blocked picture, so that copies which are cut are found too."""
import sqlalchemy as sa
from alembic import op

revision = "0067"
down_revision = "0066"
branch_labels = None
depends_on = None


def upgrade():
    """The job that looks for copies fills it, and looks again for copies of what was blocked."""
    with op.batch_alter_table("blocked_file") as table:
        table.add_column(sa.Column("cuts", sa.Text()))


def downgrade():
    with op.batch_alter_table("blocked_file") as table:
        table.drop_column("cuts")
