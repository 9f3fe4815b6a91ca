"""Reactions: what somebody said with one tap to the author of a piece."""
import sqlalchemy as sa
from alembic import op

revision = "0064"
down_revision = "0063"
branch_labels = None
depends_on = None


def upgrade():
    op.create_table(
        "reaction",
        sa.Column("kind", sa.String(20), primary_key=True),
        sa.Column("piece_id", sa.Integer(), primary_key=True, autoincrement=False),
        sa.Column("user_id", sa.Integer(), sa.ForeignKey(
            "user.id", name="fk_reaction_user_id_user", ondelete="CASCADE"), primary_key=True,
            autoincrement=False),
        sa.Column("what", sa.String(20), primary_key=True),
        sa.Column("author_id", sa.Integer(), sa.ForeignKey(
            "user.id", name="fk_reaction_author_id_user", ondelete="CASCADE"), nullable=False),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
    )
    op.create_index("ix_reaction_user_id", "reaction", ["user_id"])
    op.create_index("ix_reaction_of_author", "reaction", ["author_id", "at"])


def downgrade():
    op.drop_table("reaction")
