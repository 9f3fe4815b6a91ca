"""Notes about members: facts for the team, which fade after a year."""
import sqlalchemy as sa
from alembic import op

revision = "0045"
down_revision = "0044"
branch_labels = None
depends_on = None


def upgrade():
    moment = sa.DateTime(timezone=True)
    op.create_table(
        "member_note",
        sa.Column("id", sa.Integer(), primary_key=True),
        _to("about_id", "user", nullable=False, ondelete="CASCADE"),
        _to("author_id", "user", ondelete="SET NULL"),
        _to("case_id", "case"),
        sa.Column("text", sa.String(500), nullable=False),
        sa.Column("written_at", moment, nullable=False),
        sa.Column("fades_at", moment, nullable=False),
        sa.Column("renewed_at", moment, nullable=True),
        _to("renewed_by_id", "user", ondelete="SET NULL"),
        sa.Column("renewed_reason", sa.String(300), nullable=False),
        sa.Column("withheld_at", moment, nullable=True),
        _to("withheld_by_id", "user", ondelete="SET NULL"),
        sa.Column("withheld_reason", sa.String(300), nullable=False),
        sa.Column("review_on", sa.Date(), nullable=True),
        sa.Column("reminded_at", moment, nullable=True),
        sa.Column("answer", sa.String(500), nullable=False),
        sa.Column("answered_at", moment, nullable=True),
    )
    for name, columns in (("about_id", ["about_id", "written_at"]), ("fades_at", ["fades_at"]),
                          ("case_id", ["case_id"]), ("review_on", ["review_on"])):
        op.create_index(f"ix_member_note_{name}", "member_note", columns)


def downgrade():
    op.drop_table("member_note")


def _to(column: str, other: str, nullable: bool = True, ondelete: str | None = None) -> sa.Column:
    name = f"fk_member_note_{column}_{other}"
    return sa.Column(column, sa.Integer(), nullable=nullable, *[
        sa.ForeignKey(f"{other}.id", name=name, ondelete=ondelete)])
