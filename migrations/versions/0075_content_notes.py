"""Content notes on pieces, on topics for their lists, and on everything by one person."""
import sqlalchemy as sa
from alembic import op

revision = "0075"
down_revision = "0079"
branch_labels = None
depends_on = None
TABLES = ("post", "topic", "entry", "comment", "pending_question")


def upgrade():
    """Columns with a fixed default: no row is written anew."""
    for name in TABLES:
        with op.batch_alter_table(name) as table:
            table.add_column(sa.Column("note", sa.String(400), nullable=False, server_default=""))
    with op.batch_alter_table("user") as table:
        table.add_column(sa.Column("note_on_all", sa.String(400), nullable=False,
                                   server_default=""))
        table.add_column(sa.Column("note_is_teams", sa.Boolean(), nullable=False,
                                   server_default=sa.false()))


def downgrade():
    for name in TABLES:
        with op.batch_alter_table(name) as table:
            table.drop_column("note")
    with op.batch_alter_table("user") as table:
        table.drop_column("note_is_teams")
        table.drop_column("note_on_all")
