"""The sheet that a moderator chose for an old topic."""
import sqlalchemy as sa
from alembic import op

revision = "0090"
down_revision = "0081"
branch_labels = None
depends_on = None


def upgrade():
    with op.batch_alter_table("topic") as batch:
        batch.add_column(sa.Column("sheet_chosen_at", sa.DateTime(timezone=True)))
        batch.add_column(sa.Column("sheet_id", sa.Integer()))
        batch.create_foreign_key("fk_topic_sheet_id_sheet", "sheet", ["sheet_id"], ["id"])


def downgrade():
    with op.batch_alter_table("topic") as batch:
        batch.drop_constraint("fk_topic_sheet_id_sheet", type_="foreignkey")
        batch.drop_column("sheet_id")
        batch.drop_column("sheet_chosen_at")
