"""What of the content note of a piece a moderator put there."""
import sqlalchemy as sa
from alembic import op

revision = "0092"
down_revision = "0094"
branch_labels = None
depends_on = None


def upgrade():
    op.create_table(
        "team_note",
        sa.Column("kind", sa.String(20), primary_key=True),
        sa.Column("piece_id", sa.Integer(), primary_key=True, autoincrement=False),
        sa.Column("note", sa.String(400), nullable=False),
    )


def downgrade():
    op.drop_table("team_note")
