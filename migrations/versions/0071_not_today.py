"""What members would rather not see today."""
import sqlalchemy as sa
from alembic import op

revision = "0071"
down_revision = "0070"
branch_labels = None
depends_on = None


def upgrade():
    op.create_table(
        "not_today",
        sa.Column("id", sa.Integer(), primary_key=True),
        sa.Column("user_id", sa.Integer(), sa.ForeignKey(
            "user.id", name="fk_not_today_user_id_user", ondelete="CASCADE"), nullable=False),
        sa.Column("subject", sa.String(20), nullable=False),
        sa.Column("words", sa.String(60), nullable=False),
        sa.Column("since", sa.DateTime(timezone=True), nullable=False),
        sa.Column("until", sa.Date()),
        sa.Column("ended_at", sa.DateTime(timezone=True)),
    )
    op.create_index("ix_not_today_user_id", "not_today", ["user_id"])


def downgrade():
    op.drop_table("not_today")
