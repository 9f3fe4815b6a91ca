"""What waits to be published: approval by a second person, and the day of publication."""
import sqlalchemy as sa
from alembic import op

revision = "0103"
down_revision = "0122"
branch_labels = None
depends_on = None


def person(name, table="pending_version"):
    return sa.Column(name, sa.Integer(), sa.ForeignKey(
        "user.id", name=f"fk_{table}_{name}_user", ondelete="SET NULL"))


def upgrade():
    with op.batch_alter_table("piece_version") as batch:
        batch.add_column(sa.Column("approved_at", sa.DateTime(timezone=True)))
        batch.add_column(person("approved_by_id", "piece_version"))
    op.create_table(
        "pending_version",
        sa.Column("id", sa.Integer(), primary_key=True),
        sa.Column("kind", sa.String(20), nullable=False),
        sa.Column("piece_id", sa.Integer(), nullable=False),
        sa.Column("is_change", sa.Boolean(), nullable=False),
        sa.Column("title", sa.String(120), nullable=False),
        sa.Column("summary", sa.String(300), nullable=False),
        sa.Column("text", sa.Text(), nullable=False),
        sa.Column("easy_text", sa.Text(), nullable=False),
        sa.Column("change_note", sa.String(300), nullable=False),
        sa.Column("is_small", sa.Boolean(), nullable=False),
        sa.Column("easy_still_right", sa.Boolean(), nullable=False),
        sa.Column("easy_promised_for", sa.Date()),
        sa.Column("written_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("sent_at", sa.DateTime(timezone=True)),
        person("sent_by_id"),
        sa.Column("wanted_change", sa.String(500), nullable=False),
        person("wanted_by_id"),
        sa.Column("approved_mark", sa.String(16), nullable=False),
        sa.Column("approved_at", sa.DateTime(timezone=True)),
        person("approved_by_id"),
        sa.Column("publish_on", sa.Date()),
        person("day_by_id"),
        sa.Column("missed_on", sa.Date()),
        sa.Column("missed_because", sa.String(300), nullable=False),
        sa.UniqueConstraint("kind", "piece_id", name="uq_pending_version_kind_piece_id"),
    )
    op.create_index("ix_pending_version_publish_on", "pending_version", ["publish_on"])
    op.create_table(
        "pending_version_writer",
        sa.Column("version_id", sa.Integer(), sa.ForeignKey(
            "pending_version.id", name="fk_pending_version_writer_version_id_pending_version",
            ondelete="CASCADE"), primary_key=True),
        sa.Column("user_id", sa.Integer(), sa.ForeignKey(
            "user.id", name="fk_pending_version_writer_user_id_user", ondelete="CASCADE"),
            primary_key=True),
    )
    op.create_index("ix_pending_version_writer_user_id", "pending_version_writer", ["user_id"])


def downgrade():
    op.drop_table("pending_version_writer")
    op.drop_table("pending_version")
    with op.batch_alter_table("piece_version") as batch:
        batch.drop_column("approved_by_id")
        batch.drop_column("approved_at")
