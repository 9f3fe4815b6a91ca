"""Joining by request: where the team is asked first, and what was asked and decided."""
import sqlalchemy as sa
from alembic import op

revision = "0038"
down_revision = "0037"
branch_labels = None
depends_on = None
OPEN = sa.text("decided_at IS NULL")


def upgrade():
    with op.batch_alter_table("user") as batch:
        batch.add_column(sa.Column("waits_since", sa.DateTime(timezone=True), nullable=True))
    op.create_table(
        "joining_rules",
        sa.Column("id", sa.Integer(), primary_key=True),
        sa.Column("asks_first", sa.Boolean(), nullable=False),
        sa.Column("again_after_days", sa.Integer(), nullable=False),
    )
    op.create_table(
        "join_request",
        sa.Column("id", sa.Integer(), primary_key=True),
        _to("join_request", "user_id", "user"),
        sa.Column("why", sa.Text(), nullable=False),
        sa.Column("asked_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("due_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("decided_at", sa.DateTime(timezone=True), nullable=True),
        _to("join_request", "decided_by_id", "user", nullable=True),
        sa.Column("outcome", sa.String(10), nullable=True),
        sa.Column("words", sa.String(500), nullable=False),
        sa.Column("again_at", sa.DateTime(timezone=True), nullable=True),
    )
    op.create_index("ix_join_request_user_id", "join_request", ["user_id"])
    op.create_index("ix_join_request_one_open", "join_request", ["user_id"], unique=True,
                    sqlite_where=OPEN, postgresql_where=OPEN)
    op.create_table(
        "join_note",
        sa.Column("id", sa.Integer(), primary_key=True),
        _to("join_note", "request_id", "join_request"),
        _to("join_note", "author_id", "user"),
        sa.Column("by_team", sa.Boolean(), nullable=False),
        sa.Column("text", sa.Text(), nullable=False),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
    )
    op.create_index("ix_join_note_request_id", "join_note", ["request_id"])


def downgrade():
    for table in ("join_note", "join_request", "joining_rules"):
        op.drop_table(table)
    with op.batch_alter_table("user") as batch:
        batch.drop_column("waits_since")


def _to(table: str, column: str, other: str, nullable: bool = False) -> sa.Column:
    points = sa.ForeignKey(f"{other}.id", name=f"fk_{table}_{column}_{other}")
    return sa.Column(column, sa.Integer(), points, nullable=nullable)
