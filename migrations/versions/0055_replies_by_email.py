"""Reply addresses of letters, and replies by e-mail that wait for their writer."""
import sqlalchemy as sa
from alembic import op

revision = "0055"
down_revision = "0054"
branch_labels = None
depends_on = None


def upgrade():
    op.create_table(
        "reply_address",
        sa.Column("id", sa.Integer(), primary_key=True),
        sa.Column("token_hash", sa.String(64), nullable=False),
        _to("reply_address", "user_id", "user"),
        _to("reply_address", "conversation_id", "conversation"),
        sa.Column("letter", sa.Text(), nullable=False),
        sa.Column("made_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("used_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("email_hash", sa.String(64), nullable=False),
        sa.Column("other_sender_at", sa.DateTime(timezone=True), nullable=True),
        sa.UniqueConstraint("token_hash", name="uq_reply_address_token_hash"),
    )
    for column in ("user_id", "conversation_id", "made_at"):
        op.create_index(f"ix_reply_address_{column}", "reply_address", [column])
    op.create_table(
        "held_reply",
        sa.Column("id", sa.Integer(), primary_key=True),
        _to("held_reply", "user_id", "user"),
        _to("held_reply", "conversation_id", "conversation"),
        sa.Column("email_hash", sa.String(64), nullable=False),
        sa.Column("text", sa.Text(), nullable=False),
        sa.Column("reason", sa.String(20), nullable=False),
        sa.Column("held_at", sa.DateTime(timezone=True), nullable=False),
        sa.UniqueConstraint("user_id", "email_hash", name="uq_held_reply_user_id_email_hash"),
    )
    for column in ("conversation_id", "held_at"):
        op.create_index(f"ix_held_reply_{column}", "held_reply", [column])


def downgrade():
    for table in ("held_reply", "reply_address"):
        op.drop_table(table)


def _to(table: str, column: str, other: str) -> sa.Column:
    points = sa.ForeignKey(f"{other}.id", name=f"fk_{table}_{column}_{other}", ondelete="CASCADE")
    return sa.Column(column, sa.Integer(), points, nullable=False)
