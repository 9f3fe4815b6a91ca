"""Decisions as they are told to those whom they are about, with their appeals; notes on cases; and
accounts that are closed."""
import sqlalchemy as sa
from alembic import op

revision = "0026"
down_revision = "0025"
branch_labels = None
depends_on = None


def upgrade():
    with op.batch_alter_table("user") as user:
        user.add_column(sa.Column("banned_at", sa.DateTime(timezone=True)))
    with op.batch_alter_table("report") as report:
        report.add_column(sa.Column("wants_news", sa.Boolean(), nullable=False,
                                    server_default=sa.true()))
    with op.batch_alter_table("report") as report:
        report.alter_column("wants_news", server_default=None)
    op.create_table(
        "decision_notice",
        sa.Column("id", sa.Integer(), primary_key=True),
        _to("decision_notice", "case_id", "case"),
        sa.Column("kind", sa.String(20), nullable=False),
        sa.Column("piece_id", sa.Integer(), nullable=False),
        _to("decision_notice", "person_id", "user", ondelete="SET NULL"),
        sa.Column("step", sa.String(10), nullable=False),
        sa.Column("rule", sa.String(20), nullable=False),
        sa.Column("quote", sa.String(300), nullable=False),
        sa.Column("reason", sa.String(500), nullable=False),
        sa.Column("decided_at", sa.DateTime(timezone=True), nullable=False),
        _to("decision_notice", "decided_by_id", "user"),
        sa.Column("until", sa.DateTime(timezone=True)),
        sa.Column("told_at", sa.DateTime(timezone=True)),
        sa.Column("undone_at", sa.DateTime(timezone=True)),
        _to("decision_notice", "undone_by_id", "user"),
    )
    op.create_index("ix_decision_notice_case_id", "decision_notice", ["case_id"])
    op.create_index("ix_decision_notice_piece", "decision_notice", ["kind", "piece_id"])
    op.create_index("ix_decision_notice_person", "decision_notice", ["person_id", "decided_at"])
    op.create_table(
        "removed_piece",
        _to("removed_piece", "notice_id", "decision_notice", primary_key=True),
        sa.Column("kind", sa.String(20), primary_key=True),
        sa.Column("piece_id", sa.Integer(), primary_key=True, autoincrement=False),
    )
    op.create_table(
        "appeal",
        sa.Column("id", sa.Integer(), primary_key=True),
        _to("appeal", "notice_id", "decision_notice", nullable=False),
        sa.Column("text", sa.Text(), nullable=False),
        sa.Column("written_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("due_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("decided_at", sa.DateTime(timezone=True)),
        _to("appeal", "decided_by_id", "user"),
        sa.Column("outcome", sa.String(10)),
        sa.Column("words", sa.String(500), nullable=False),
        sa.UniqueConstraint("notice_id", name="uq_appeal_notice_id"),
    )
    op.create_table(
        "case_note",
        sa.Column("id", sa.Integer(), primary_key=True),
        _to("case_note", "case_id", "case", nullable=False),
        _to("case_note", "author_id", "user"),
        sa.Column("is_for_author", sa.Boolean(), nullable=False),
        sa.Column("text", sa.Text(), nullable=False),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
    )
    op.create_index("ix_case_note_case_id", "case_note", ["case_id"])


def downgrade():
    for table in ("case_note", "appeal", "removed_piece", "decision_notice"):
        op.drop_table(table)
    with op.batch_alter_table("report") as report:
        report.drop_column("wants_news")
    with op.batch_alter_table("user") as user:
        user.drop_column("banned_at")


def _to(table: str, name: str, other: str, ondelete: str | None = None, **more) -> sa.Column:
    key = sa.ForeignKey(f"{other}.id", name=f"fk_{table}_{name}_{other}", ondelete=ondelete)
    return sa.Column(name, sa.Integer(), key, **more)
