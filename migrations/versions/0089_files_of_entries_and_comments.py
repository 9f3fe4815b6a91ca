"""Pictures and papers beside entries and comments, and all of them kept by a report."""
import sqlalchemy as sa
from alembic import op

revision = "0089"
down_revision = "0083"
branch_labels = None
depends_on = None

TABLES = ("entry", "comment", "report")


def upgrade():
    """Columns that may be empty: no row is written anew."""
    for name in TABLES:
        with op.batch_alter_table(name) as table:
            table.add_column(sa.Column("files", sa.JSON()))


def downgrade():
    """The files themselves go in the next night, as no row names them."""
    for name in TABLES:
        with op.batch_alter_table(name) as table:
            table.drop_column("files")
