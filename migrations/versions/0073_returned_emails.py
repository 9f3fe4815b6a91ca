"""E-mails that came back, or of which their reader complained; found by their address."""
import sqlalchemy as sa
from alembic import op

revision = "0073"
down_revision = "0072"
branch_labels = None
depends_on = None


def upgrade():
    with op.batch_alter_table("email") as email:
        email.add_column(sa.Column("returned_at", sa.DateTime(timezone=True), nullable=True))
        email.add_column(sa.Column("returned_because", sa.String(20), nullable=True))
        email.create_index("ix_email_to", ["to"])


def downgrade():
    with op.batch_alter_table("email") as email:
        email.drop_index("ix_email_to")
        email.drop_column("returned_because")
        email.drop_column("returned_at")
