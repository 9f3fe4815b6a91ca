"""Each message counts its states, so that pages which hear of them in another order show the newest."""
import sqlalchemy as sa
from alembic import op

revision = "0057"
down_revision = "0056"
branch_labels = None
depends_on = None


def upgrade():
    with op.batch_alter_table("message") as batch:
        batch.add_column(sa.Column("version", sa.Integer(), nullable=False, server_default="1"))
    with op.batch_alter_table("message") as batch:
        batch.alter_column("version", server_default=None)


def downgrade():
    with op.batch_alter_table("message") as batch:
        batch.drop_column("version")
