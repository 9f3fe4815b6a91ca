"""Safeguarding cases with their timeline, evidence and who looked; letters that were handed over."""
import sqlalchemy as sa
from alembic import op

revision = "0032"
down_revision = "0031"
branch_labels = None
depends_on = None


def upgrade():
    with op.batch_alter_table("enquiry") as enquiry:
        enquiry.add_column(sa.Column("handed_over_at", sa.DateTime(timezone=True)))
    op.create_table(
        "safeguarding_case",
        sa.Column("id", sa.Integer(), primary_key=True),
        sa.Column("reason", sa.String(10), nullable=False),
        sa.Column("opened_from", sa.String(10), nullable=False),
        sa.Column("opened_at", sa.DateTime(timezone=True), nullable=False),
        _to("safeguarding_case", "opened_by_id", "user"),
        _to("safeguarding_case", "about_id", "user", ondelete="SET NULL"),
        sa.Column("unnamed", sa.Boolean(), nullable=False),
        sa.Column("kind", sa.String(20), nullable=False),
        sa.Column("piece_id", sa.Integer()),
        _to("safeguarding_case", "moderation_case_id", "case", ondelete="SET NULL"),
        _to("safeguarding_case", "lead_id", "user"),
        sa.Column("accepted_at", sa.DateTime(timezone=True)),
        _to("safeguarding_case", "offered_to_id", "user"),
        sa.Column("closed_at", sa.DateTime(timezone=True)),
        _to("safeguarding_case", "closed_by_id", "user"),
        sa.Column("keep_until", sa.Date(), nullable=False),
        sa.Column("destroyed_at", sa.DateTime(timezone=True)),
    )
    op.create_index("ix_safeguarding_case_open", "safeguarding_case", ["closed_at", "opened_at"])
    for column in ("about_id", "moderation_case_id"):
        op.create_index(f"ix_safeguarding_case_{column}", "safeguarding_case", [column])
    op.create_table(
        "timeline_entry",
        sa.Column("id", sa.Integer(), primary_key=True),
        _to("timeline_entry", "case_id", "safeguarding_case", nullable=False),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        _to("timeline_entry", "author_id", "user"),
        sa.Column("what", sa.String(10), nullable=False),
        sa.Column("code", sa.String(30), nullable=False),
        sa.Column("told_on", sa.Date()),
        sa.Column("told_by", sa.String(80), nullable=False),
        sa.Column("text", sa.Text(), nullable=False),
    )
    op.create_table(
        "evidence",
        sa.Column("id", sa.Integer(), primary_key=True),
        _to("evidence", "case_id", "safeguarding_case", nullable=False),
        sa.Column("added_at", sa.DateTime(timezone=True), nullable=False),
        _to("evidence", "added_by_id", "user"),
        sa.Column("source", sa.String(80), nullable=False),
        sa.Column("written_by", sa.String(80), nullable=False),
        sa.Column("written_at", sa.DateTime(timezone=True)),
        sa.Column("text", sa.Text(), nullable=False),
    )
    op.create_table(
        "safeguarding_look",
        sa.Column("id", sa.Integer(), primary_key=True),
        _to("safeguarding_look", "case_id", "safeguarding_case", nullable=False),
        _to("safeguarding_look", "evidence_id", "evidence"),
        _to("safeguarding_look", "lead_id", "user", nullable=False),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("reason", sa.String(300), nullable=False),
    )
    for table in ("timeline_entry", "evidence", "safeguarding_look"):
        op.create_index(f"ix_{table}_case_id", table, ["case_id"])
    op.create_index("ix_safeguarding_look_evidence_id", "safeguarding_look", ["evidence_id"])


def downgrade():
    for table in ("safeguarding_look", "evidence", "timeline_entry", "safeguarding_case"):
        op.drop_table(table)
    with op.batch_alter_table("enquiry") as enquiry:
        enquiry.drop_column("handed_over_at")


def _to(table: str, name: str, other: str, ondelete: str | None = None, **more) -> sa.Column:
    key = sa.ForeignKey(f"{other}.id", name=f"fk_{table}_{name}_{other}", ondelete=ondelete)
    return sa.Column(name, sa.Integer(), key, **more)
