"""Posts that moderators moved to another topic."""
import sqlalchemy as sa
from alembic import op

revision = "0078"
down_revision = "0082"
branch_labels = None
depends_on = None


def upgrade():
    with op.batch_alter_table("topic") as batch:
        batch.add_column(sa.Column("has_moves", sa.Boolean(), nullable=False,
                                   server_default=sa.false()))
        batch.add_column(sa.Column("merged_into_id", sa.Integer()))
    with op.batch_alter_table("topic") as batch:
        batch.alter_column("has_moves", server_default=None)
        batch.create_foreign_key("fk_topic_merged_into_id_topic", "topic", ["merged_into_id"],
                                 ["id"])
        batch.create_index("ix_topic_merged_into_id", ["merged_into_id"])
    op.create_table(
        "post_move",
        sa.Column("id", sa.Integer(), primary_key=True),
        _id_of("post_move", "from_topic_id", "topic"),
        _id_of("post_move", "to_topic_id", "topic"),
        _id_of("post_move", "moderator_id", "user"),
        sa.Column("posts", sa.Integer(), nullable=False),
        sa.Column("moved_at", sa.DateTime(timezone=True), nullable=False),
    )
    op.create_index("ix_post_move_from_topic_id", "post_move", ["from_topic_id"])
    op.create_index("ix_post_move_to_topic_id", "post_move", ["to_topic_id"])
    op.create_table(
        "moved_post",
        _id_of("moved_post", "topic_id", "topic", primary_key=True, autoincrement=False),
        sa.Column("number", sa.Integer(), primary_key=True, autoincrement=False),
        _id_of("moved_post", "post_id", "post"),
        _id_of("moved_post", "move_id", "post_move"),
        sa.Column("alias", sa.Integer()),
    )
    op.create_index("ix_moved_post_post_id", "moved_post", ["post_id"])
    op.create_index("ix_moved_post_move_id", "moved_post", ["move_id"])


def downgrade():
    op.drop_table("moved_post")
    op.drop_table("post_move")
    with op.batch_alter_table("topic") as batch:
        batch.drop_index("ix_topic_merged_into_id")
        batch.drop_constraint("fk_topic_merged_into_id_topic", type_="foreignkey")
        batch.drop_column("merged_into_id")
        batch.drop_column("has_moves")


def _id_of(table, column, other, **more):
    name = f"fk_{table}_{column}_{other}"
    return sa.Column(column, sa.Integer(), sa.ForeignKey(f"{other}.id", name=name),
                     **({"nullable": False} | more))
