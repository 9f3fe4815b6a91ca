"""Who of the team looks after which cases: routes by kind, reason, board and person."""
import sqlalchemy as sa
from alembic import op

revision = "0039"
down_revision = "0038"
branch_labels = None
depends_on = None


def upgrade():
    op.create_table(
        "case_route",
        sa.Column("id", sa.Integer(), primary_key=True),
        _to("user_id", "user", nullable=False),
        sa.Column("opened_by", sa.String(10), nullable=False),
        sa.Column("reason", sa.String(20), nullable=False),
        _to("board_id", "board", ondelete="CASCADE"),
        _to("about_id", "user", ondelete="CASCADE"),
        _to("added_by_id", "user"),
    )
    op.create_index("ix_case_route_user_id", "case_route", ["user_id"])


def downgrade():
    op.drop_table("case_route")


def _to(column: str, other: str, nullable: bool = True, ondelete: str | None = None) -> sa.Column:
    name = f"fk_case_route_{column}_{other}"
    return sa.Column(column, sa.Integer(), nullable=nullable, *[
        sa.ForeignKey(f"{other}.id", name=name, ondelete=ondelete)])
