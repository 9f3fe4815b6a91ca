"""Online safety: requests with a clock of the law, hashes of files, and evidence apart."""
import sqlalchemy as sa
from alembic import op

revision = "0042"
down_revision = "0041"
branch_labels = None
depends_on = None

TIME = sa.DateTime(timezone=True)


def upgrade():
    op.create_table(
        "safety_request",
        sa.Column("id", sa.Integer(), primary_key=True),
        sa.Column("reference", sa.String(9), nullable=False),
        sa.Column("kind", sa.String(10), nullable=False),
        sa.Column("subject", sa.String(20), nullable=False),
        sa.Column("where", sa.Text(), nullable=False),
        sa.Column("text", sa.Text(), nullable=False),
        sa.Column("name", sa.String(60), nullable=False),
        sa.Column("contact", sa.String(254), nullable=False),
        _to("safety_request", "person_id"),
        sa.Column("is_child", sa.Boolean(), nullable=False),
        sa.Column("declared_at", TIME),
        _to("safety_request", "earlier_id", "safety_request"),
        _to("safety_request", "report_id", "report"),
        sa.Column("received_at", TIME, nullable=False),
        sa.Column("due_at", TIME, nullable=False),
        sa.Column("decided_at", TIME),
        _to("safety_request", "decided_by_id"),
        sa.Column("outcome", sa.String(20), nullable=False),
        sa.Column("words", sa.Text(), nullable=False),
        sa.UniqueConstraint("reference", name="uq_safety_request_reference"),
    )
    for column in ("person_id", "report_id", "received_at"):
        op.create_index(f"ix_safety_request_{column}", "safety_request", [column])
    op.create_table(
        "file_hash",
        sa.Column("key", sa.String(80), primary_key=True),
        sa.Column("sha256", sa.String(64), nullable=False),
        sa.Column("picture", sa.String(32), nullable=False),
        sa.Column("mirrored", sa.String(32), nullable=False),
        sa.Column("hashed_at", TIME, nullable=False),
    )
    op.create_index("ix_file_hash_sha256", "file_hash", ["sha256"])
    op.create_table(
        "blocked_file",
        sa.Column("id", sa.Integer(), primary_key=True),
        sa.Column("key", sa.String(80), nullable=False),
        sa.Column("why", sa.String(10), nullable=False),
        sa.Column("kind", sa.String(20), nullable=False),
        sa.Column("piece_id", sa.Integer(), nullable=False),
        sa.Column("sha256", sa.String(64), nullable=False),
        sa.Column("picture", sa.String(32), nullable=False),
        sa.Column("mirrored", sa.String(32), nullable=False),
        sa.Column("blocked_at", TIME, nullable=False),
        _to("blocked_file", "blocked_by_id"),
        sa.Column("searched_at", TIME),
        sa.Column("lifted_at", TIME),
        _to("blocked_file", "lifted_by_id"),
    )
    for column in ("key", "sha256"):
        op.create_index(f"ix_blocked_file_{column}", "blocked_file", [column])
    _evidence()


def _evidence():
    op.create_table(
        "frozen_content",
        sa.Column("id", sa.Integer(), primary_key=True),
        sa.Column("kind", sa.String(20), nullable=False),
        sa.Column("piece_id", sa.Integer(), nullable=False),
        _to("frozen_content", "person_id", ondelete="SET NULL"),
        sa.Column("content", sa.Text(), nullable=False),
        sa.Column("file_keys", sa.JSON(), nullable=False),
        sa.Column("frozen_at", TIME, nullable=False),
        _to("frozen_content", "frozen_by_id"),
        sa.Column("reported_at", TIME),
        sa.Column("reference", sa.String(80), nullable=False),
        sa.Column("kept_until", TIME, nullable=False),
        sa.Column("reference_until", TIME),
        sa.Column("destroyed_at", TIME),
        sa.Column("put_back_at", TIME),
        _to("frozen_content", "put_back_by_id"),
    )
    op.create_index("ix_frozen_content_kept_until", "frozen_content", ["kept_until"])
    op.create_table(
        "frozen_content_step",
        sa.Column("id", sa.Integer(), primary_key=True),
        _to("frozen_content_step", "frozen_id", "frozen_content", ondelete="CASCADE", nullable=False),
        sa.Column("step", sa.String(15), nullable=False),
        _to("frozen_content_step", "by_id"),
        sa.Column("reason", sa.String(300), nullable=False),
        sa.Column("at", TIME, nullable=False),
        sa.UniqueConstraint("frozen_id", "step", "at",
                            name="uq_frozen_content_step_frozen_id_step_at"),
    )
    op.create_index("ix_frozen_content_step_frozen_id", "frozen_content_step", ["frozen_id"])


def downgrade():
    for table in ("frozen_content_step", "frozen_content", "blocked_file", "file_hash", "safety_request"):
        op.drop_table(table)


def _to(table: str, name: str, other: str = "user", ondelete: str | None = None,
        **more) -> sa.Column:
    key = sa.ForeignKey(f"{other}.id", name=f"fk_{table}_{name}_{other}", ondelete=ondelete)
    return sa.Column(name, sa.Integer(), key, **more)
