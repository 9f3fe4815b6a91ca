"""What one person follows is found by them and the kind, not among all that anybody follows."""
from alembic import op

revision = "0033"
down_revision = "0032"
branch_labels = None
depends_on = None


def upgrade():
    op.drop_index("ix_following_user_id", table_name="following")
    op.create_index("ix_following_of_person", "following", ["user_id", "kind", "place_id"])


def downgrade():
    op.drop_index("ix_following_of_person", table_name="following")
    op.create_index("ix_following_user_id", "following", ["user_id"])
