"""Pages at a glance of sheets, and packs of sheets."""
import sqlalchemy as sa
from alembic import op

revision = "0101"
down_revision = "0098"
branch_labels = None
depends_on = None


def upgrade():
    op.create_table(
        "sheet_glance",
        sa.Column("sheet_id", sa.Integer(), sa.ForeignKey(
            "sheet.id", name="fk_sheet_glance_sheet_id_sheet", ondelete="CASCADE"),
            primary_key=True),
        sa.Column("points", sa.JSON(), nullable=False),
        sa.Column("next_step", sa.String(200), nullable=False),
        sa.Column("changed_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("changed_by_id", sa.Integer(), sa.ForeignKey(
            "user.id", name="fk_sheet_glance_changed_by_id_user")),
    )
    op.create_table(
        "pack",
        sa.Column("id", sa.Integer(), primary_key=True),
        sa.Column("token", sa.String(32), nullable=False),
        sa.Column("edition", sa.String(20), nullable=False),
        sa.Column("sheet_ids", sa.JSON(), nullable=False),
        sa.Column("asked_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("key", sa.String(80), nullable=False),
        sa.Column("pages", sa.Integer(), nullable=False),
        sa.Column("size_bytes", sa.Integer(), nullable=False),
        sa.Column("failed_at", sa.DateTime(timezone=True)),
        sa.UniqueConstraint("token", name="uq_pack_token"),
    )
    op.create_index("ix_pack_asked_at", "pack", ["asked_at"])


def downgrade():
    op.drop_table("pack")
    op.drop_table("sheet_glance")
