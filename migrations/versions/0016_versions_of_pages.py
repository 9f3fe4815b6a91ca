"""A number for each room in place of one for the whole site: visitors' pages of a room are kept for as
long as its number is the same. Both are derived: nobody wrote them, and they begin anew."""
import sqlalchemy as sa
from alembic import op

revision = "0016"
down_revision = "0015"
branch_labels = None
depends_on = None


def upgrade():
    op.create_table(
        "page_version",
        sa.Column("room", sa.String(length=20), nullable=False),
        sa.Column("number", sa.BigInteger(), nullable=False),
        sa.PrimaryKeyConstraint("room", name=op.f("pk_page_version")),
    )
    op.drop_table("site_version")


def downgrade():
    op.create_table(
        "site_version",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("number", sa.Integer(), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_site_version")),
    )
    op.drop_table("page_version")
