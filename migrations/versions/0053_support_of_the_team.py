"""Second opinions on cases, notes to a lead, and thank-yous."""
import sqlalchemy as sa
from alembic import op

revision = "0053"
down_revision = "0052"
branch_labels = None
depends_on = None


def upgrade():
    op.create_table(
        "second_opinion",
        sa.Column("id", sa.Integer(), primary_key=True),
        _to("second_opinion", "case_id", "case", ondelete="CASCADE", nullable=False),
        _to("second_opinion", "asked_by_id", "user", nullable=False),
        _to("second_opinion", "asked_of_id", "user", nullable=False),
        sa.Column("question", sa.String(500), nullable=False),
        sa.Column("asked_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("agrees", sa.Boolean(), nullable=True),
        sa.Column("words", sa.String(500), nullable=False),
        sa.Column("given_at", sa.DateTime(timezone=True), nullable=True),
    )
    for column in ("case_id", "asked_of_id", "asked_at"):
        op.create_index(f"ix_second_opinion_{column}", "second_opinion", [column])
    op.create_table(
        "debrief_note",
        sa.Column("id", sa.Integer(), primary_key=True),
        _to("debrief_note", "author_id", "user", ondelete="CASCADE", nullable=False),
        _to("debrief_note", "lead_id", "user", ondelete="CASCADE"),
        _to("debrief_note", "case_id", "case", ondelete="SET NULL"),
        sa.Column("text", sa.Text(), nullable=False),
        sa.Column("written_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("answer", sa.Text(), nullable=False),
        _to("debrief_note", "answered_by_id", "user"),
        sa.Column("answered_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("keep_until", sa.Date(), nullable=False),
    )
    for column in ("author_id", "lead_id", "keep_until"):
        op.create_index(f"ix_debrief_note_{column}", "debrief_note", [column])
    op.create_table(
        "thank_you",
        sa.Column("id", sa.Integer(), primary_key=True),
        _to("thank_you", "to_id", "user", ondelete="CASCADE", nullable=False),
        _to("thank_you", "from_id", "user", ondelete="SET NULL"),
        _to("thank_you", "report_id", "report", ondelete="CASCADE"),
        sa.Column("sentence", sa.String(20), nullable=False),
        sa.Column("words", sa.String(300), nullable=False),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        sa.UniqueConstraint("report_id", name="uq_thank_you_report_id"),
    )
    for column in ("to_id", "at"):
        op.create_index(f"ix_thank_you_{column}", "thank_you", [column])


def downgrade():
    for table in ("thank_you", "debrief_note", "second_opinion"):
        op.drop_table(table)


def _to(table: str, column: str, other: str, *, nullable: bool = True,
        ondelete: str | None = None) -> sa.Column:
    points = sa.ForeignKey(f"{other}.id", name=f"fk_{table}_{column}_{other}", ondelete=ondelete)
    return sa.Column(column, sa.Integer(), points, nullable=nullable)
