"""What was found in the document of a sheet: words, first page, what is hard to use."""
import sqlalchemy as sa
from alembic import op

revision = "0112"
down_revision = "0130"
branch_labels = None
depends_on = None


def upgrade():
    op.add_column("sheet", sa.Column("original_text", sa.Text()))
    op.add_column("sheet", sa.Column("original_facts", sa.JSON()))


def downgrade():
    op.drop_column("sheet", "original_facts")
    op.drop_column("sheet", "original_text")
