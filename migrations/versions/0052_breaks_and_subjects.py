"""Breaks of moderators, the hard cases that they read, and what a case is about.

Cases that are open keep the subjects that the reason of their reports says.
"""
import sqlalchemy as sa
from alembic import op

revision = "0052"
down_revision = "0051"
branch_labels = None
depends_on = None

OF_REASON = {
    "danger": ("suicide",), "danger-plain": ("suicide",), "danger-possible": ("suicide",),
    "csea": ("child", "sexual"), "intimate": ("sexual",), "child": ("child",),
    "terror": ("violence",), "hate": ("violence",),
}


def upgrade():
    op.create_table(
        "case_subject",
        _to("case_subject", "case_id", "case", primary_key=True),
        sa.Column("subject", sa.String(10), primary_key=True),
    )
    op.create_table(
        "case_exposure",
        _to("case_exposure", "user_id", "user", primary_key=True),
        _to("case_exposure", "case_id", "case", primary_key=True),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
    )
    op.create_index("ix_case_exposure_at", "case_exposure", ["at"])
    op.create_table(
        "moderator_break",
        sa.Column("id", sa.Integer(), primary_key=True),
        _to("moderator_break", "user_id", "user", nullable=False),
        sa.Column("since", sa.DateTime(timezone=True), nullable=False),
        sa.Column("until", sa.DateTime(timezone=True), nullable=False),
    )
    op.create_index("ix_moderator_break_user_id", "moderator_break", ["user_id"])
    op.create_index("ix_moderator_break_until", "moderator_break", ["until"])
    op.create_table(
        "break_rules",
        sa.Column("id", sa.Integer(), primary_key=True),
        sa.Column("cases", sa.Integer(), nullable=False),
        sa.Column("within_days", sa.Integer(), nullable=False),
    )
    fill()


def fill():
    case = sa.table("case", sa.column("id"), sa.column("reason"), sa.column("settled_at"))
    subject = sa.table("case_subject", sa.column("case_id"), sa.column("subject"))
    for reason, subjects in OF_REASON.items():
        for name in subjects:
            op.execute(subject.insert().from_select(["case_id", "subject"], sa.select(
                case.c.id, sa.literal(name)).where(case.c.reason == reason,
                                                   case.c.settled_at.is_(None))))


def downgrade():
    for table in ("break_rules", "moderator_break", "case_exposure", "case_subject"):
        op.drop_table(table)


def _to(table: str, column: str, other: str, **more: bool) -> sa.Column:
    points = sa.ForeignKey(f"{other}.id", name=f"fk_{table}_{column}_{other}", ondelete="CASCADE")
    return sa.Column(column, sa.Integer(), points, **more)
