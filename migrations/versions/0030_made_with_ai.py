"""Posts, entries, comments and pending questions say whether their words were made with AI."""
import sqlalchemy as sa
from alembic import op

revision = "0030"
down_revision = "0029"
branch_labels = None
depends_on = None

TABLES = ("post", "entry", "comment", "pending_question")


def upgrade():
    for table in TABLES:
        with op.batch_alter_table(table) as changed:
            changed.add_column(sa.Column("made_with_ai", sa.Boolean(), nullable=False,
                                         server_default=sa.false()))


def downgrade():
    for table in TABLES:
        with op.batch_alter_table(table) as changed:
            changed.drop_column("made_with_ai")
