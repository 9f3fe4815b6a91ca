"""Messages that were edited keep their first words, and reports what was said around them."""
import sqlalchemy as sa
from alembic import op

revision = "0049"
down_revision = "0048"
branch_labels = None
depends_on = None

COLUMNS = (("message", "text_before"), ("report", "surroundings"))


def upgrade():
    for table, column in COLUMNS:
        with op.batch_alter_table(table) as changes:
            changes.add_column(sa.Column(column, sa.Text(), nullable=False, server_default=""))
    for table, column in COLUMNS:
        with op.batch_alter_table(table) as changes:
            changes.alter_column(column, server_default=None)


def downgrade():
    for table, column in COLUMNS:
        with op.batch_alter_table(table) as changes:
            changes.drop_column(column)
