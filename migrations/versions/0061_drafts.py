"""Drafts: what somebody has written and not sent, on every device of theirs."""
import sqlalchemy as sa
from alembic import op

revision = "0061"
down_revision = "0060"
branch_labels = None
depends_on = None


def upgrade():
    op.create_table(
        "draft",
        sa.Column("id", sa.Integer(), primary_key=True),
        sa.Column("user_id", sa.Integer(), sa.ForeignKey(
            "user.id", name="fk_draft_user_id_user", ondelete="CASCADE"), nullable=False),
        sa.Column("place", sa.String(100), nullable=False),
        sa.Column("writer", sa.String(20), nullable=False),
        sa.Column("fields", sa.JSON(), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("changed_at", sa.DateTime(timezone=True), nullable=False),
        sa.UniqueConstraint("user_id", "place", "writer", name="uq_draft_user_id_place_writer"),
    )
    op.create_index("ix_draft_changed_at", "draft", ["changed_at"])


def downgrade():
    op.drop_table("draft")
