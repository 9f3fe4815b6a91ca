"""Files beside messages, and the same files where a report or a case keeps them as evidence."""
import sqlalchemy as sa
from alembic import op

revision = "0058"
down_revision = "0057"
branch_labels = None
depends_on = None

TABLES = ("message", "report", "evidence")
LENGTHS = {"file_key": 80, "file_name": 120, "file_alt": 200}


def upgrade():
    for table in TABLES:
        with op.batch_alter_table(table) as changes:
            for name, length in LENGTHS.items():
                changes.add_column(
                    sa.Column(name, sa.String(length), nullable=False, server_default=""))
            changes.add_column(
                sa.Column("file_size", sa.Integer(), nullable=False, server_default="0"))
    for table in TABLES:
        with op.batch_alter_table(table) as changes:
            for name in (*LENGTHS, "file_size"):
                changes.alter_column(name, server_default=None)


def downgrade():
    for table in TABLES:
        with op.batch_alter_table(table) as changes:
            for name in (*LENGTHS, "file_size"):
                changes.drop_column(name)
