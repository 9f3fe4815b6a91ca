"""What was backed up, and whether it could be restored."""
import sqlalchemy as sa
from alembic import op

revision = "0130"
down_revision = "0111"
branch_labels = None
depends_on = None


def upgrade():
    op.create_table(
        "backup_run",
        sa.Column("id", sa.Integer(), primary_key=True),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("verb", sa.String(10), nullable=False),
        sa.Column("name", sa.String(80), nullable=False),
        sa.Column("is_good", sa.Boolean(), nullable=False),
        sa.Column("words", sa.String(300), nullable=False),
        sa.Column("size_bytes", sa.Integer(), nullable=False),
        sa.Column("seconds", sa.Integer(), nullable=False),
    )
    op.create_index("ix_backup_run_verb_at", "backup_run", ["verb", "at"])


def downgrade():
    op.drop_table("backup_run")
