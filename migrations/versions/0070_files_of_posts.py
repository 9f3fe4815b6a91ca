"""Pictures and papers beside the words of posts."""
import sqlalchemy as sa
from alembic import op

revision = "0070"
down_revision = "0069"
branch_labels = None
depends_on = None


def upgrade():
    """A column that may be empty: no row is written anew."""
    with op.batch_alter_table("post") as table:
        table.add_column(sa.Column("files", sa.JSON()))


def downgrade():
    """The files themselves go in the next night, as no row names them."""
    with op.batch_alter_table("post") as table:
        table.drop_column("files")
