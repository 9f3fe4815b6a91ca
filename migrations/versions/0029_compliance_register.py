"""The compliance register: who is accountable, documents with versions, measures, decisions."""
import sqlalchemy as sa
from alembic import op

revision = "0029"
down_revision = "0028"
branch_labels = None
depends_on = None


def upgrade():
    op.create_table(
        "accountable_person",
        sa.Column("id", sa.Integer(), primary_key=True),
        sa.Column("name", sa.String(120), nullable=False),
        sa.Column("position", sa.String(120), nullable=False),
        sa.Column("email", sa.String(254), nullable=False),
        sa.Column("since", sa.Date(), nullable=False),
        *_recorded("accountable_person"),
    )
    op.create_table(
        "document_version",
        sa.Column("id", sa.Integer(), primary_key=True),
        sa.Column("document", sa.String(30), nullable=False),
        sa.Column("number", sa.Integer(), nullable=False),
        sa.Column("text", sa.Text(), nullable=False),
        sa.Column("changed_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("adopted_on", sa.Date()),
        sa.Column("adopted_by", sa.String(120), nullable=False),
        sa.Column("note", sa.String(500), nullable=False),
        sa.Column("reminded_at", sa.DateTime(timezone=True)),
        *_recorded("document_version"),
        sa.UniqueConstraint("document", "number", name="uq_document_version_document_number"),
    )
    op.create_table(
        "measure",
        sa.Column("id", sa.Integer(), primary_key=True),
        sa.Column("code", sa.String(30), nullable=False),
        sa.Column("title", sa.String(120), nullable=False),
        sa.Column("text", sa.Text(), nullable=False),
        sa.Column("effective_on", sa.Date(), nullable=False),
        sa.Column("ended_on", sa.Date()),
        *_recorded("measure"),
    )
    op.create_table(
        "registered_decision",
        sa.Column("id", sa.Integer(), primary_key=True),
        sa.Column("subject", sa.String(30), nullable=False),
        sa.Column("choice", sa.String(20), nullable=False),
        sa.Column("reason", sa.Text(), nullable=False),
        sa.Column("decided_on", sa.Date(), nullable=False),
        sa.Column("decided_by", sa.String(120), nullable=False),
        sa.Column("reminded_at", sa.DateTime(timezone=True)),
        *_recorded("registered_decision"),
    )
    op.create_index("ix_registered_decision_subject", "registered_decision", ["subject", "id"])


def downgrade():
    for table in ("registered_decision", "measure", "document_version", "accountable_person"):
        op.drop_table(table)


def _recorded(table: str) -> list[sa.Column]:
    key = sa.ForeignKey("user.id", name=f"fk_{table}_recorded_by_id_user", ondelete="SET NULL")
    return [sa.Column("recorded_at", sa.DateTime(timezone=True), nullable=False),
            sa.Column("recorded_by_id", sa.Integer(), key)]
