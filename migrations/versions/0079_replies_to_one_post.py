"""Which post of its topic a reply answers."""
import sqlalchemy as sa
from alembic import op

revision = "0079"
down_revision = "0074"
branch_labels = None
depends_on = None


def upgrade():
    with op.batch_alter_table("post") as batch:
        batch.add_column(sa.Column("reply_to_id", sa.Integer()))
        batch.create_foreign_key("fk_post_reply_to_id_post", "post", ["reply_to_id"], ["id"])
        batch.create_index("ix_post_reply_to_id", ["reply_to_id"])


def downgrade():
    with op.batch_alter_table("post") as batch:
        batch.drop_index("ix_post_reply_to_id")
        batch.drop_constraint("fk_post_reply_to_id_post", type_="foreignkey")
        batch.drop_column("reply_to_id")
