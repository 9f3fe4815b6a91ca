"""Signs of a break-in: when a password was changed, and whether a browser was known."""
import sqlalchemy as sa
from alembic import op

revision = "0050"
down_revision = "0049"
branch_labels = None
depends_on = None


def upgrade():
    with op.batch_alter_table("user") as batch:
        batch.add_column(
            sa.Column("password_changed_at", sa.DateTime(timezone=True), nullable=True))
        batch.add_column(sa.Column(
            "password_from_unknown", sa.Boolean(), nullable=False, server_default=sa.false()))
    with op.batch_alter_table("user") as batch:
        batch.alter_column("password_from_unknown", server_default=None)
    with op.batch_alter_table("sign_in") as batch:
        batch.add_column(
            sa.Column("is_known", sa.Boolean(), nullable=False, server_default=sa.true()))
    with op.batch_alter_table("sign_in") as batch:
        batch.alter_column("is_known", server_default=None)


def downgrade():
    with op.batch_alter_table("sign_in") as batch:
        batch.drop_column("is_known")
    with op.batch_alter_table("user") as batch:
        batch.drop_column("password_from_unknown")
        batch.drop_column("password_changed_at")
