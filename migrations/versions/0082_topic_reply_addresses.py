"""Topics answered by e-mail."""
import sqlalchemy as sa
from alembic import op

revision = "0082"
down_revision = "0077"
branch_labels = None
depends_on = None


def upgrade():
    with op.batch_alter_table("reply_address") as batch:
        batch.alter_column("conversation_id", existing_type=sa.Integer(), nullable=True)
        batch.add_column(sa.Column("topic_id", sa.Integer()))
        batch.create_foreign_key("fk_reply_address_topic_id_topic", "topic", ["topic_id"], ["id"],
                                 ondelete="CASCADE")
        batch.create_index("ix_reply_address_topic_id", ["topic_id"])


def downgrade():
    op.execute("DELETE FROM reply_address WHERE conversation_id IS NULL")
    with op.batch_alter_table("reply_address") as batch:
        batch.drop_index("ix_reply_address_topic_id")
        batch.drop_constraint("fk_reply_address_topic_id_topic", type_="foreignkey")
        batch.drop_column("topic_id")
        batch.alter_column("conversation_id", existing_type=sa.Integer(), nullable=False)
