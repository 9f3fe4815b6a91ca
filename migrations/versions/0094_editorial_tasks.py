"""Reminders of checks, what was checked, editors' tasks, and easy reads that are out of date."""
import sqlalchemy as sa
from alembic import op

revision = "0094"
down_revision = "0093"
branch_labels = None
depends_on = None


def upgrade():
    with op.batch_alter_table("sheet") as batch:
        batch.add_column(sa.Column("check_note", sa.String(300), nullable=False,
                                   server_default=""))
        batch.add_column(sa.Column("reminded_days", sa.Integer()))
        batch.add_column(sa.Column("easy_outdated_at", sa.DateTime(timezone=True)))
    with op.batch_alter_table("sheet") as batch:
        batch.alter_column("check_note", server_default=None)
    op.create_table(
        "editorial_task",
        sa.Column("id", sa.Integer(), primary_key=True),
        sa.Column("kind", sa.String(20), nullable=False),
        sa.Column("piece_id", sa.Integer(), nullable=False),
        sa.Column("what", sa.String(20), nullable=False),
        sa.Column("due_on", sa.Date(), nullable=False),
        sa.Column("asked", sa.Integer(), nullable=False),
        sa.Column("opened_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("closed_at", sa.DateTime(timezone=True)),
        sa.Column("closed_by_id", sa.Integer(), sa.ForeignKey(
            "user.id", name="fk_editorial_task_closed_by_id_user", ondelete="SET NULL")),
    )
    is_open = sa.text("closed_at IS NULL")
    op.create_index("ix_editorial_task_open", "editorial_task", ["kind", "piece_id", "what"],
                    unique=True, sqlite_where=is_open, postgresql_where=is_open)
    op.create_index("ix_editorial_task_due", "editorial_task", ["closed_at", "due_on"])


def downgrade():
    op.drop_table("editorial_task")
    with op.batch_alter_table("sheet") as batch:
        batch.drop_column("easy_outdated_at")
        batch.drop_column("reminded_days")
        batch.drop_column("check_note")
