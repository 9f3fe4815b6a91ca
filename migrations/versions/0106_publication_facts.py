"""What kind of publication a sheet is, from when, where it counts, for whom, and its licence."""
import sqlalchemy as sa
from alembic import op

revision = "0106"
down_revision = "0115"
branch_labels = None
depends_on = None

WORDS = {"publication_type": (10, "sheet"), "region": (20, ""), "reader_group": (20, ""),
         "licence": (20, ""), "source": (160, ""), "source_address": (300, ""),
         "source_date": (40, "")}
NUMBERS = ("year", "reading_age")


def upgrade():
    with op.batch_alter_table("sheet") as batch:
        for name, (longest, first) in WORDS.items():
            batch.add_column(sa.Column(name, sa.String(longest), nullable=False,
                                       server_default=first))
        for name in NUMBERS:
            batch.add_column(sa.Column(name, sa.Integer()))
    with op.batch_alter_table("sheet") as batch:
        for name in WORDS:
            batch.alter_column(name, server_default=None)


def downgrade():
    with op.batch_alter_table("sheet") as batch:
        for name in (*NUMBERS, *WORDS):
            batch.drop_column(name)
