"""Who of the team looked at the queue last, and after how long it is unattended."""
import sqlalchemy as sa
from alembic import op

revision = "0028"
down_revision = "0027"
branch_labels = None
depends_on = None


def upgrade():
    op.create_table(
        "queue_visit",
        sa.Column("user_id", sa.Integer(),
                  sa.ForeignKey("user.id", name="fk_queue_visit_user_id_user", ondelete="CASCADE"),
                  primary_key=True),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
    )
    op.create_table(
        "unattended_hours",
        sa.Column("id", sa.Integer(), primary_key=True),
        sa.Column("helpers_after_hours", sa.Integer(), nullable=False),
        sa.Column("by_rule_after_hours", sa.Integer(), nullable=False),
    )


def downgrade():
    op.drop_table("unattended_hours")
    op.drop_table("queue_visit")
