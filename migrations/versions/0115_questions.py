"""Questions and answers, and the sheets that say more."""
import sqlalchemy as sa
from alembic import op

revision = "0115"
down_revision = "0114"
branch_labels = None
depends_on = None


def upgrade():
    when = sa.DateTime(timezone=True)
    op.create_table(
        "question",
        sa.Column("id", sa.Integer(), primary_key=True),
        sa.Column("slug", sa.String(80), nullable=False),
        sa.Column("topic", sa.String(40), nullable=False),
        sa.Column("title", sa.String(120), nullable=False),
        sa.Column("summary", sa.String(300), nullable=False),
        sa.Column("text", sa.Text(), nullable=False),
        sa.Column("html", sa.Text(), nullable=False),
        sa.Column("rendered_with", sa.Integer(), nullable=False),
        sa.Column("easy_text", sa.Text(), nullable=False),
        sa.Column("easy_rows", sa.JSON(), nullable=False),
        sa.Column("source", sa.String(200), nullable=False),
        sa.Column("source_address", sa.String(300), nullable=False),
        sa.Column("source_date", sa.Date()),
        sa.Column("is_checked", sa.Boolean(), nullable=False),
        sa.Column("edition", sa.Integer(), nullable=False),
        sa.Column("change_note", sa.String(300), nullable=False),
        sa.Column("noted_at", when),
        sa.Column("checked_at", when, nullable=False),
        sa.Column("check_every_days", sa.Integer(), nullable=False),
        sa.Column("next_check_at", when, nullable=False),
        sa.Column("check_note", sa.String(300), nullable=False),
        sa.Column("reminded_days", sa.Integer()),
        sa.Column("author_id", sa.Integer(), sa.ForeignKey(
            "user.id", name="fk_question_author_id_user")),
        sa.Column("published_at", when),
        sa.Column("edited_at", when),
        sa.Column("deleted_at", when),
        sa.Column("held_at", when),
        sa.Column("held_reason", sa.String(200)),
        sa.Column("hidden_at", when),
        sa.Column("hidden_reason", sa.String(500)),
        sa.Column("hidden_by_id", sa.Integer(), sa.ForeignKey(
            "user.id", name="fk_question_hidden_by_id_user")),
        sa.UniqueConstraint("slug", name="uq_question_slug"),
    )
    op.create_index("ix_question_author_id", "question", ["author_id"])
    op.create_index("ix_question_held_at", "question", ["held_at"])
    op.create_index("ix_question_topic_published", "question", ["topic", "published_at"])
    op.create_index("ix_question_author_next_check", "question", ["author_id", "next_check_at"])
    op.create_table(
        "question_sheet",
        sa.Column("question_id", sa.Integer(), sa.ForeignKey(
            "question.id", name="fk_question_sheet_question_id_question", ondelete="CASCADE"),
            primary_key=True),
        sa.Column("sheet_id", sa.Integer(), sa.ForeignKey(
            "sheet.id", name="fk_question_sheet_sheet_id_sheet", ondelete="CASCADE"),
            primary_key=True),
        sa.Column("position", sa.Integer(), nullable=False),
    )
    op.create_index("ix_question_sheet_sheet_id", "question_sheet", ["sheet_id"])


def downgrade():
    op.drop_table("question_sheet")
    op.drop_table("question")
