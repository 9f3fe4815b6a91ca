"""What somebody may do on their first day, as the site team sets it."""
import sqlalchemy as sa
from alembic import op

revision = "0040"
down_revision = "0039"
branch_labels = None
depends_on = None


def upgrade():
    op.create_table(
        "first_day",
        sa.Column("id", sa.Integer(), primary_key=True),
        *(sa.Column(name, sa.Integer(), nullable=False)
          for name in ("topics", "replies", "links", "mentions")),
        *(sa.Column(name, sa.Boolean(), nullable=False) for name in ("files", "messages")),
        sa.Column("set_by_id", sa.Integer(),
                  sa.ForeignKey("user.id", name="fk_first_day_set_by_id_user")),
        sa.Column("set_at", sa.DateTime(timezone=True), nullable=False),
    )


def downgrade():
    op.drop_table("first_day")
