"""Who looks at which case, for a day: the line that stays stands in the record."""
import sqlalchemy as sa
from alembic import op

revision = "0047"
down_revision = "0046"
branch_labels = None
depends_on = None


def upgrade():
    op.create_table(
        "case_look",
        sa.Column("id", sa.Integer(), primary_key=True),
        _to("case_id", "case"),
        _to("moderator_id", "user"),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
    )
    op.create_index("ix_case_look_case_id", "case_look", ["case_id", "moderator_id"])
    op.create_index("ix_case_look_at", "case_look", ["at"])


def downgrade():
    op.drop_table("case_look")


def _to(column: str, other: str) -> sa.Column:
    points = sa.ForeignKey(f"{other}.id", name=f"fk_case_look_{column}_{other}", ondelete="CASCADE")
    return sa.Column(column, sa.Integer(), points, nullable=False)
