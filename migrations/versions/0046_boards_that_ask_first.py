"""Boards that ask before somebody joins: what others see of them, who is in, and who asks."""
import sqlalchemy as sa
from alembic import op

revision = "0046"
down_revision = "0045"
branch_labels = None
depends_on = None

TIME = sa.DateTime(timezone=True)
IS_OPEN = sa.text("decided_at IS NULL")


def upgrade():
    with op.batch_alter_table("board") as table:
        table.add_column(sa.Column("listing", sa.String(10), nullable=False,
                                   server_default="listed"))
        table.add_column(sa.Column("join_question", sa.String(200), nullable=False,
                                   server_default=""))
    with op.batch_alter_table("board") as table:
        table.alter_column("listing", server_default=None)
        table.alter_column("join_question", server_default=None)
    op.create_table(
        "board_member",
        _to("board_member", "board_id", "board", "CASCADE", primary_key=True),
        _to("board_member", "user_id", "user", "CASCADE", primary_key=True),
        sa.Column("since", TIME, nullable=False),
        _to("board_member", "let_in_by_id", "user", "SET NULL"),
        sa.Column("is_shown", sa.Boolean(), nullable=False),
    )
    op.create_index("ix_board_member_user_id", "board_member", ["user_id"])
    op.create_table(
        "board_request",
        sa.Column("id", sa.Integer(), primary_key=True),
        _to("board_request", "board_id", "board", "CASCADE", nullable=False),
        _to("board_request", "user_id", "user", "CASCADE", nullable=False),
        sa.Column("question", sa.String(200), nullable=False),
        sa.Column("why", sa.Text(), nullable=False),
        sa.Column("asked_at", TIME, nullable=False),
        sa.Column("due_at", TIME, nullable=False),
        sa.Column("decided_at", TIME),
        _to("board_request", "decided_by_id", "user", "SET NULL"),
        sa.Column("outcome", sa.String(10)),
        sa.Column("reason", sa.String(20), nullable=False),
        sa.Column("words", sa.String(500), nullable=False),
        sa.Column("again_at", TIME),
    )
    op.create_index("ix_board_request_user_id", "board_request", ["user_id"])
    op.create_index("ix_board_request_decided_at", "board_request", ["decided_at"])
    op.create_index("ix_board_request_one_open", "board_request", ["board_id", "user_id"],
                    unique=True, sqlite_where=IS_OPEN, postgresql_where=IS_OPEN)


def downgrade():
    """A board that asked first becomes one for nobody but the team: no word of it is shown."""
    op.drop_table("board_request")
    op.drop_table("board_member")
    with op.batch_alter_table("board") as table:
        table.drop_column("join_question")
        table.drop_column("listing")


def _to(table: str, name: str, other: str, ondelete: str, **more) -> sa.Column:
    key = sa.ForeignKey(f"{other}.id", name=f"fk_{table}_{name}_{other}", ondelete=ondelete)
    return sa.Column(name, sa.Integer(), key, **more)
