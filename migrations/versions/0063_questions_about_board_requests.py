"""What the team asks about a request to join a board, and the answer."""
import sqlalchemy as sa
from alembic import op

revision = "0063"
down_revision = "0062"
branch_labels = None
depends_on = None


def upgrade():
    op.create_table(
        "board_note",
        sa.Column("id", sa.Integer(), primary_key=True),
        sa.Column("request_id", sa.Integer(), sa.ForeignKey(
            "board_request.id", name="fk_board_note_request_id_board_request",
            ondelete="CASCADE"), nullable=False),
        sa.Column("author_id", sa.Integer(), sa.ForeignKey(
            "user.id", name="fk_board_note_author_id_user", ondelete="SET NULL")),
        sa.Column("by_team", sa.Boolean(), nullable=False),
        sa.Column("text", sa.Text(), nullable=False),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
    )
    op.create_index("ix_board_note_request_id", "board_note", ["request_id"])


def downgrade():
    op.drop_table("board_note")
