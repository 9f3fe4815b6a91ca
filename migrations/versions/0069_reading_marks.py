"""How far somebody has read a topic."""
import sqlalchemy as sa
from alembic import op

revision = "0069"
down_revision = "0068"
branch_labels = None
depends_on = None


def upgrade():
    op.create_table(
        "reading_mark",
        sa.Column("user_id", sa.Integer(), sa.ForeignKey(
            "user.id", name="fk_reading_mark_user_id_user", ondelete="CASCADE"),
            primary_key=True, autoincrement=False),
        sa.Column("topic_id", sa.Integer(), sa.ForeignKey(
            "topic.id", name="fk_reading_mark_topic_id_topic", ondelete="CASCADE"),
            primary_key=True, autoincrement=False),
        sa.Column("number", sa.Integer(), nullable=False),
        sa.Column("is_whole", sa.Boolean(), nullable=False),
        sa.Column("read_at", sa.DateTime(timezone=True), nullable=False),
    )
    for column in ("topic_id", "read_at"):
        op.create_index(f"ix_reading_mark_{column}", "reading_mark", [column])


def downgrade():
    op.drop_table("reading_mark")
