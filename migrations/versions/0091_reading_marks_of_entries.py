"""How far somebody has read below an entry."""
import sqlalchemy as sa
from alembic import op

revision = "0091"
down_revision = "0100"
branch_labels = None
depends_on = None


def upgrade():
    op.create_table(
        "entry_mark",
        sa.Column("user_id", sa.Integer(), sa.ForeignKey(
            "user.id", name="fk_entry_mark_user_id_user", ondelete="CASCADE"),
            primary_key=True, autoincrement=False),
        sa.Column("entry_id", sa.Integer(), sa.ForeignKey(
            "entry.id", name="fk_entry_mark_entry_id_entry", ondelete="CASCADE"),
            primary_key=True, autoincrement=False),
        sa.Column("number", sa.Integer(), nullable=False),
        sa.Column("read_at", sa.DateTime(timezone=True), nullable=False),
    )
    for column in ("entry_id", "read_at"):
        op.create_index(f"ix_entry_mark_{column}", "entry_mark", [column])


def downgrade():
    op.drop_table("entry_mark")
