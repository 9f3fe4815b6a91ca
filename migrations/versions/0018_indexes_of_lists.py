"""Lists that pages show are found by an index: who is of the team, somebody's notices by time, whom
reports and decisions are about, entries by time, people by when they joined."""
from alembic import op

revision = "0018"
down_revision = "0017"
branch_labels = None
depends_on = None

INDEXES = {
    "ix_user_role": ("user", ["role"]),
    "ix_user_joined_at": ("user", ["joined_at"]),
    "ix_notification_newest": ("notification", ["user_id", "at", "id"]),
    "ix_report_reported_id": ("report", ["reported_id"]),
    "ix_decision_about": ("decision", ["about_id", "at"]),
    "ix_entry_published_at": ("entry", ["published_at", "id"]),
}


def upgrade():
    for name, (table, columns) in INDEXES.items():
        op.create_index(name, table, columns)


def downgrade():
    for name, (table, _columns) in INDEXES.items():
        op.drop_index(name, table)
