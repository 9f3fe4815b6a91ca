"""Reports, appeals and alarms are found by their day, for the figures of months and years."""
from alembic import op

revision = "0035"
down_revision = "0034"
branch_labels = None
depends_on = None

INDEXES = {"report": "reported_at", "appeal": "decided_at", "alarm": "raised_at"}


def upgrade():
    for table, column in INDEXES.items():
        op.create_index(f"ix_{table}_{column}", table, [column])


def downgrade():
    for table, column in INDEXES.items():
        op.drop_index(f"ix_{table}_{column}", table)
