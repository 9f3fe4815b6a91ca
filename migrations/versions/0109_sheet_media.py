"""Film and sound of a sheet, with captions and the words."""
import sqlalchemy as sa
from alembic import op

revision = "0109"
down_revision = "0107"
branch_labels = None
depends_on = None


def upgrade():
    op.add_column("sheet", sa.Column("media", sa.JSON()))
    op.add_column("sheet", sa.Column("is_transcript", sa.Boolean(), nullable=False,
                                     server_default=sa.false()))
    op.add_column("sheet", sa.Column("captions_promised_for", sa.Date()))


def downgrade():
    op.drop_column("sheet", "captions_promised_for")
    op.drop_column("sheet", "is_transcript")
    op.drop_column("sheet", "media")
