"""Since when the document of a sheet waits to be checked for viruses."""
import sqlalchemy as sa
from alembic import op

revision = "0111"
down_revision = "0103"
branch_labels = None
depends_on = None


def upgrade():
    op.add_column("sheet", sa.Column("original_held_at", sa.DateTime(timezone=True)))


def downgrade():
    op.drop_column("sheet", "original_held_at")
