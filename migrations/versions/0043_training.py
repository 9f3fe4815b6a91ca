"""Training of moderators: what was ticked, until when it holds, and who gave more time.

Everybody who moderates has 30 days from the day of the upgrade, as somebody new has.
"""
from datetime import UTC, datetime, timedelta

import sqlalchemy as sa
from alembic import op

revision = "0043"
down_revision = "0042"
branch_labels = None
depends_on = None

GRACE = timedelta(days=30)
STAFF = ("moderator", "safeguarding", "admin")


def upgrade():
    with op.batch_alter_table("user") as batch:
        batch.add_column(sa.Column("training_until", sa.DateTime(timezone=True), nullable=True))
    people = sa.table("user", sa.column("role"), sa.column("training_until", sa.DateTime(True)))
    op.execute(people.update().where(people.c.role.in_(STAFF)).values(
        training_until=datetime.now(UTC) + GRACE))
    op.create_table(
        "training_tick",
        _to("training_tick", "user_id", primary_key=True, ondelete="CASCADE"),
        sa.Column("item", sa.String(20), primary_key=True),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
    )
    op.create_table(
        "training_record",
        sa.Column("id", sa.Integer(), primary_key=True),
        _to("training_record", "user_id", ondelete="CASCADE"),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("until", sa.DateTime(timezone=True), nullable=False),
        _to("training_record", "extended_by_id", nullable=True),
        sa.Column("reason", sa.String(500), nullable=False),
    )
    op.create_index("ix_training_record_user_id", "training_record", ["user_id"])


def downgrade():
    op.drop_table("training_record")
    op.drop_table("training_tick")
    with op.batch_alter_table("user") as batch:
        batch.drop_column("training_until")


def _to(table: str, column: str, nullable: bool = False, ondelete: str | None = None,
        **more: bool) -> sa.Column:
    points = sa.ForeignKey("user.id", name=f"fk_{table}_{column}_user", ondelete=ondelete)
    return sa.Column(column, sa.Integer(), points, nullable=nullable, **more)
