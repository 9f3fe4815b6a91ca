"""What the team tells all members on their home page."""
import sqlalchemy as sa
from alembic import op

revision = "0076"
down_revision = "0078"
branch_labels = None
depends_on = None


def upgrade():
    op.create_table(
        "announcement",
        sa.Column("id", sa.Integer(), primary_key=True),
        sa.Column("words", sa.String(300), nullable=False),
        sa.Column("address", sa.String(200), nullable=False),
        sa.Column("last_day", sa.Date(), nullable=False),
        sa.Column("written_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("written_by_id", sa.Integer(), sa.ForeignKey(
            "user.id", name="fk_announcement_written_by_id_user")),
        sa.Column("ended_at", sa.DateTime(timezone=True)),
        sa.Column("ended_by_id", sa.Integer(), sa.ForeignKey(
            "user.id", name="fk_announcement_ended_by_id_user")),
    )


def downgrade():
    op.drop_table("announcement")
