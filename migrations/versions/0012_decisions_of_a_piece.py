"""The log of moderation is asked for one piece (who holds it): an index finds that at once."""
from alembic import op

revision = "0012"
down_revision = "0011"
branch_labels = None
depends_on = None


def upgrade():
    op.create_index("ix_decision_piece", "decision", ["kind", "piece_id"])


def downgrade():
    op.drop_index("ix_decision_piece", table_name="decision")
