"""Pictures that editors bring into easy reads."""
import sqlalchemy as sa
from alembic import op

revision = "0122"
down_revision = "0102"
branch_labels = None
depends_on = None


def upgrade():
    op.add_column("sheet", sa.Column("easy_pictures", sa.JSON()))


def downgrade():
    op.drop_column("sheet", "easy_pictures")
