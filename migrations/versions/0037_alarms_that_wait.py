"""Alarms that nobody has taken are found by an index, as each page of the team asks for them."""
from alembic import op

revision = "0037"
down_revision = "0036"
branch_labels = None
depends_on = None


def upgrade():
    op.create_index("ix_alarm_taken_at", "alarm", ["taken_at"])


def downgrade():
    op.drop_index("ix_alarm_taken_at", "alarm")
