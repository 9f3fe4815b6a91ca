"""The check for returning accounts: its switch, hashes of address blocks, and signals."""
import sqlalchemy as sa
from alembic import op

revision = "0054"
down_revision = "0053"
branch_labels = None
depends_on = None


def upgrade():
    op.create_table(
        "return_rules",
        sa.Column("id", sa.Integer(), primary_key=True),
        sa.Column("is_on", sa.Boolean(), nullable=False),
        _to("return_rules", "one_id", "user", "SET NULL"),
        _to("return_rules", "other_id", "user", "SET NULL"),
        _to("return_rules", "set_by_id", "user", "SET NULL"),
        sa.Column("set_at", sa.DateTime(timezone=True), nullable=False),
    )
    op.create_table(
        "address_block",
        sa.Column("id", sa.Integer(), primary_key=True),
        _to("address_block", "user_id", "user", "CASCADE", nullable=False),
        sa.Column("block_hash", sa.String(64), nullable=False),
        sa.Column("day", sa.Date(), nullable=False),
        sa.UniqueConstraint("user_id", "block_hash", "day",
                            name="uq_address_block_user_id_block_hash_day"),
    )
    for column in ("block_hash", "day"):
        op.create_index(f"ix_address_block_{column}", "address_block", [column])
    op.create_table(
        "return_signal",
        sa.Column("id", sa.Integer(), primary_key=True),
        _to("return_signal", "block_id", "address_block", "CASCADE", nullable=False),
        _to("return_signal", "person_id", "user", "CASCADE", nullable=False),
        _to("return_signal", "former_id", "user", "CASCADE", nullable=False),
        sa.Column("made_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("dismissed_at", sa.DateTime(timezone=True), nullable=True),
        _to("return_signal", "dismissed_by_id", "user", "SET NULL"),
        sa.Column("dismissed_reason", sa.String(300), nullable=False),
        sa.UniqueConstraint("person_id", "former_id", name="uq_return_signal_person_id_former_id"),
    )
    op.create_index("ix_return_signal_block_id", "return_signal", ["block_id"])


def downgrade():
    for table in ("return_signal", "address_block", "return_rules"):
        op.drop_table(table)


def _to(table: str, column: str, other: str, ondelete: str, *, nullable: bool = True) -> sa.Column:
    points = sa.ForeignKey(f"{other}.id", name=f"fk_{table}_{column}_{other}", ondelete=ondelete)
    return sa.Column(column, sa.Integer(), points, nullable=nullable)
