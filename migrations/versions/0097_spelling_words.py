"""The words of public pieces, counted, for the spelling that search offers."""
import sqlalchemy as sa
from alembic import op

revision = "0097"
down_revision = "0091"
branch_labels = None
depends_on = None


def upgrade():
    """Empty: the worker counts every word within ten minutes."""
    op.create_table(
        "spelling_word",
        sa.Column("word", sa.String(24), nullable=False),
        sa.Column("pieces", sa.Integer(), nullable=False),
        sa.Column("counted_to", sa.Integer(), nullable=False),
        sa.PrimaryKeyConstraint("word", name=op.f("pk_spelling_word")),
    )


def downgrade():
    op.drop_table("spelling_word")
