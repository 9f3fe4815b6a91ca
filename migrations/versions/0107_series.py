"""Publications that belong to a series, with their numbers in it."""
import sqlalchemy as sa
from alembic import op

revision = "0107"
down_revision = "0106"
branch_labels = None
depends_on = None


def upgrade():
    with op.batch_alter_table("sheet") as batch:
        batch.add_column(sa.Column("series", sa.String(80), nullable=False, server_default=""))
        batch.add_column(sa.Column("series_number", sa.Integer()))
    with op.batch_alter_table("sheet") as batch:
        batch.alter_column("series", server_default=None)
        batch.create_index("ix_sheet_series", ["series"])


def downgrade():
    with op.batch_alter_table("sheet") as batch:
        batch.drop_index("ix_sheet_series")
        batch.drop_column("series_number")
        batch.drop_column("series")
