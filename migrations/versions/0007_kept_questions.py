"""A question asked before joining is kept, and a proof knows where it leads on."""
import sqlalchemy as sa
from alembic import op

revision = "0007"
down_revision = "0006"
branch_labels = None
depends_on = None


def upgrade():
    with op.batch_alter_table("proof") as batch_op:
        batch_op.add_column(
            sa.Column("next", sa.String(length=400), nullable=False, server_default="")
        )
    op.create_table(
        "kept_question",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("token_hash", sa.String(length=64), nullable=False),
        sa.Column("board_id", sa.Integer(), nullable=False),
        sa.Column("title", sa.String(length=140), nullable=False),
        sa.Column("text", sa.Text(), nullable=False),
        sa.Column("anonymous", sa.Boolean(), nullable=False),
        sa.Column("kept_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("person_id", sa.Integer(), nullable=True),
        sa.Column("post_id", sa.Integer(), nullable=True),
        sa.ForeignKeyConstraint(
            ["board_id"], ["board.id"], name=op.f("fk_kept_question_board_id_board")
        ),
        sa.ForeignKeyConstraint(
            ["person_id"], ["user.id"], name=op.f("fk_kept_question_person_id_user")
        ),
        sa.ForeignKeyConstraint(
            ["post_id"], ["post.id"], name=op.f("fk_kept_question_post_id_post")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_kept_question")),
        sa.UniqueConstraint("token_hash", name=op.f("uq_kept_question_token_hash")),
    )
    with op.batch_alter_table("kept_question") as batch_op:
        batch_op.create_index(batch_op.f("ix_kept_question_kept_at"), ["kept_at"], unique=False)


def downgrade():
    with op.batch_alter_table("kept_question") as batch_op:
        batch_op.drop_index(batch_op.f("ix_kept_question_kept_at"))
    op.drop_table("kept_question")
    with op.batch_alter_table("proof") as batch_op:
        batch_op.drop_column("next")
