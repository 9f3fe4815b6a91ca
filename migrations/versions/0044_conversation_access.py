"""Break-glass access: that a safeguarding lead opened a private conversation, and why."""
import sqlalchemy as sa
from alembic import op

revision = "0044"
down_revision = "0043"
branch_labels = None
depends_on = None

TIME = sa.DateTime(timezone=True)
TABLE = "conversation_access"


def upgrade():
    op.create_table(
        TABLE,
        sa.Column("id", sa.Integer(), primary_key=True),
        _to("conversation_id", "conversation", nullable=True),
        _to("one_id"),
        _to("other_id"),
        _to("lead_id"),
        sa.Column("worry", sa.String(10), nullable=False),
        sa.Column("reason", sa.String(300), nullable=False),
        sa.Column("opened_at", TIME, nullable=False),
        sa.Column("told_at", TIME),
        sa.Column("withheld_at", TIME),
        _to("withheld_by_id", nullable=True),
        sa.Column("withheld_reason", sa.String(300), nullable=False),
        sa.Column("review_on", sa.Date()),
    )
    for column in ("conversation_id", "opened_at"):
        op.create_index(f"ix_{TABLE}_{column}", TABLE, [column])


def downgrade():
    op.drop_table(TABLE)


def _to(name: str, other: str = "user", nullable: bool = False) -> sa.Column:
    key = sa.ForeignKey(f"{other}.id", name=f"fk_{TABLE}_{name}_{other}")
    return sa.Column(name, sa.Integer(), key, nullable=nullable)
