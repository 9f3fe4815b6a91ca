"""Revisions: what published pieces said before they were changed, for moderators and 30 days."""
import sqlalchemy as sa
from alembic import op

revision = "0065"
down_revision = "0064"
branch_labels = None
depends_on = None


def upgrade():
    op.create_table(
        "revision",
        sa.Column("id", sa.Integer(), primary_key=True),
        sa.Column("kind", sa.String(20), nullable=False),
        sa.Column("piece_id", sa.Integer(), nullable=False),
        sa.Column("words", sa.Text(), nullable=False),
        sa.Column("changed_by_id", sa.Integer(), sa.ForeignKey(
            "user.id", name="fk_revision_changed_by_id_user", ondelete="SET NULL")),
        sa.Column("changed_at", sa.DateTime(timezone=True), nullable=False),
    )
    op.create_index("ix_revision_of_piece", "revision", ["kind", "piece_id", "id"])
    op.create_index("ix_revision_changed_at", "revision", ["changed_at"])


def downgrade():
    op.drop_table("revision")
