"""The rota of the team (shifts, swaps, holidays), and alarms with the clock by which they escalate."""
import sqlalchemy as sa
from alembic import op

revision = "0025"
down_revision = "0024"
branch_labels = None
depends_on = None


def upgrade():
    op.create_table(
        "shift",
        sa.Column("id", sa.Integer(), primary_key=True),
        _to("shift", "user_id"),
        sa.Column("day", sa.Date(), nullable=False),
        sa.Column("begins", sa.Time(), nullable=False),
        sa.Column("ends", sa.Time(), nullable=False),
        sa.Column("weekly", sa.Boolean(), nullable=False),
        sa.Column("last_day", sa.Date(), nullable=True),
        _to("shift", "added_by_id"),
    )
    op.create_index("ix_shift_user_id", "shift", ["user_id"])
    op.create_table(
        "swap",
        sa.Column("id", sa.Integer(), primary_key=True),
        _to("swap", "shift_id", "shift"),
        sa.Column("day", sa.Date(), nullable=False),
        sa.Column("asked_at", sa.DateTime(timezone=True), nullable=False),
        _to("swap", "taken_by_id", nullable=True),
        sa.Column("agreed_at", sa.DateTime(timezone=True), nullable=True),
        sa.UniqueConstraint("shift_id", "day", name="uq_swap_shift_id_day"),
    )
    op.create_table(
        "holiday",
        sa.Column("id", sa.Integer(), primary_key=True),
        _to("holiday", "user_id"),
        sa.Column("first_day", sa.Date(), nullable=False),
        sa.Column("last_day", sa.Date(), nullable=False),
    )
    op.create_index("ix_holiday_user_id", "holiday", ["user_id"])
    op.create_table(
        "alarm",
        sa.Column("id", sa.Integer(), primary_key=True),
        sa.Column("kind", sa.String(20), nullable=False),
        sa.Column("piece_kind", sa.String(20), nullable=False),
        sa.Column("piece_id", sa.Integer(), nullable=True),
        _to("alarm", "about_id", nullable=True),
        sa.Column("raised_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("step", sa.Integer(), nullable=False),
        sa.Column("next_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("taken_at", sa.DateTime(timezone=True), nullable=True),
        _to("alarm", "taken_by_id", nullable=True),
    )
    op.create_index("ix_alarm_next_at", "alarm", ["next_at"])
    op.create_table(
        "alarm_clock",
        sa.Column("id", sa.Integer(), primary_key=True),
        sa.Column("on_duty_minutes", sa.Integer(), nullable=False),
        sa.Column("out_of_hours_minutes", sa.Integer(), nullable=False),
    )


def downgrade():
    for table in ("alarm_clock", "alarm", "holiday", "swap", "shift"):
        op.drop_table(table)


def _to(table: str, column: str, other: str = "user", nullable: bool = False) -> sa.Column:
    points = sa.ForeignKey(f"{other}.id", name=f"fk_{table}_{column}_{other}")
    return sa.Column(column, sa.Integer(), points, nullable=nullable)
