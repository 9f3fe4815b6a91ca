"""Web push: the devices where somebody switched it on, and the outbox of what is sent there."""
import sqlalchemy as sa
from alembic import op

revision = "0031"
down_revision = "0030"
branch_labels = None
depends_on = None


def upgrade():
    op.create_table(
        "push_subscription",
        sa.Column("id", sa.Integer(), primary_key=True),
        _to("push_subscription", "user_id", "user", ondelete="CASCADE"),
        _to("push_subscription", "sign_in_id", "sign_in", ondelete="SET NULL", nullable=True),
        sa.Column("browser", sa.String(60), nullable=False),
        sa.Column("endpoint", sa.String(1000), nullable=False),
        sa.Column("p256dh", sa.String(100), nullable=False),
        sa.Column("auth", sa.String(30), nullable=False),
        sa.Column("switched_on_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("reached_at", sa.DateTime(timezone=True), nullable=True),
        sa.UniqueConstraint("endpoint", name="uq_push_subscription_endpoint"),
    )
    _index("push_subscription", "user_id", "sign_in_id")
    op.create_table(
        "push_message",
        sa.Column("id", sa.Integer(), primary_key=True),
        _to("push_message", "subscription_id", "push_subscription", ondelete="CASCADE"),
        sa.Column("what", sa.String(20), nullable=False),
        sa.Column("path", sa.String(100), nullable=False),
        sa.Column("about", sa.String(80), nullable=False),
        sa.Column("written_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("next_try_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("tries", sa.Integer(), nullable=False),
        sa.Column("send_by", sa.DateTime(timezone=True), nullable=False),
        sa.Column("sent_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("failed_because", sa.String(100), nullable=True),
    )
    _index("push_message", "subscription_id", "about", "next_try_at")


def downgrade():
    for table in ("push_message", "push_subscription"):
        op.drop_table(table)


def _to(table: str, column: str, other: str, *, ondelete: str, nullable: bool = False) -> sa.Column:
    points = sa.ForeignKey(f"{other}.id", name=f"fk_{table}_{column}_{other}", ondelete=ondelete)
    return sa.Column(column, sa.Integer(), points, nullable=nullable)


def _index(table: str, *columns: str) -> None:
    for column in columns:
        op.create_index(f"ix_{table}_{column}", table, [column])
