"""Questions without an answer: to whom they were offered, and who says that they will answer."""
import sqlalchemy as sa
from alembic import op

revision = "0072"
down_revision = "0071"
branch_labels = None
depends_on = None


def upgrade():
    op.create_table(
        "answer_offer",
        sa.Column("topic_id", sa.Integer(), sa.ForeignKey(
            "topic.id", name="fk_answer_offer_topic_id_topic", ondelete="CASCADE"),
            primary_key=True, autoincrement=False),
        sa.Column("user_id", sa.Integer(), sa.ForeignKey(
            "user.id", name="fk_answer_offer_user_id_user", ondelete="CASCADE"),
            primary_key=True, autoincrement=False),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("taken_until", sa.DateTime(timezone=True)),
        sa.Column("ended_at", sa.DateTime(timezone=True)),
    )
    op.create_index("ix_answer_offer_of_person", "answer_offer", ["user_id", "at"])


def downgrade():
    op.drop_table("answer_offer")
