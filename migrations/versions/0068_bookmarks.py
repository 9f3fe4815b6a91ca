"""Bookmarks: what members save for later."""
import sqlalchemy as sa
from alembic import op

revision = "0068"
down_revision = "0067"
branch_labels = None
depends_on = None


def upgrade():
    op.create_table(
        "bookmark",
        sa.Column("id", sa.Integer(), primary_key=True),
        sa.Column("user_id", sa.Integer(), sa.ForeignKey(
            "user.id", name="fk_bookmark_user_id_user", ondelete="CASCADE"), nullable=False),
        sa.Column("kind", sa.String(20), nullable=False),
        sa.Column("piece_id", sa.Integer(), nullable=False),
        sa.Column("note", sa.String(500), nullable=False),
        sa.Column("remind_on", sa.Date()),
        sa.Column("saved_at", sa.DateTime(timezone=True), nullable=False),
        sa.UniqueConstraint("user_id", "kind", "piece_id", name="uq_bookmark_user_id_kind_piece_id"),
    )
    op.create_index("ix_bookmark_remind_on", "bookmark", ["remind_on"])


def downgrade():
    op.drop_table("bookmark")
