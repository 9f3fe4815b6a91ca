"""Templates that members share, and how often each was taken home."""
import sqlalchemy as sa
from alembic import op

revision = "0117"
down_revision = "0112"
branch_labels = None
depends_on = None

MOMENT = sa.DateTime(timezone=True)


def of_person(column, **more):
    name = f"fk_member_template_{column}_user"
    return sa.Column(column, sa.Integer(), sa.ForeignKey("user.id", name=name, **more))


def upgrade():
    op.create_table(
        "member_template",
        sa.Column("id", sa.Integer(), primary_key=True),
        sa.Column("slug", sa.String(80), nullable=False),
        sa.Column("title", sa.String(120), nullable=False),
        sa.Column("summary", sa.String(300), nullable=False),
        sa.Column("how_to", sa.Text(), nullable=False),
        sa.Column("template_type", sa.String(20), nullable=False),
        sa.Column("topic", sa.String(40), nullable=False),
        sa.Column("licence", sa.String(20), nullable=False),
        sa.Column("shown_as", sa.String(20), nullable=False),
        sa.Column("consent_text", sa.String(400), nullable=False),
        sa.Column("consented_at", MOMENT, nullable=False),
        sa.Column("file_key", sa.String(80), nullable=False),
        sa.Column("file_name", sa.String(120), nullable=False),
        sa.Column("file_type", sa.String(10), nullable=False),
        sa.Column("file_size", sa.Integer(), nullable=False),
        sa.Column("file_text", sa.Text(), nullable=False),
        sa.Column("file_taken", sa.String(80), nullable=False),
        sa.Column("file_left", sa.String(600), nullable=False),
        sa.Column("state", sa.String(10), nullable=False),
        sa.Column("sent_at", MOMENT),
        sa.Column("review_note", sa.String(500), nullable=False),
        sa.Column("reviewed_at", MOMENT),
        of_person("reviewer_id", ondelete="SET NULL"),
        sa.Column("checked_as", sa.String(10), nullable=False),
        sa.Column("downloads", sa.Integer(), nullable=False),
        sa.Column("text", sa.Text(), nullable=False),
        sa.Column("html", sa.Text(), nullable=False),
        sa.Column("rendered_with", sa.Integer(), nullable=False),
        sa.Column("published_at", MOMENT),
        sa.Column("edited_at", MOMENT),
        sa.Column("deleted_at", MOMENT),
        sa.Column("held_at", MOMENT),
        sa.Column("held_reason", sa.String(200)),
        sa.Column("hidden_at", MOMENT),
        sa.Column("hidden_reason", sa.String(500)),
        of_person("author_id"),
        of_person("hidden_by_id"),
        sa.UniqueConstraint("slug", name="uq_member_template_slug"),
    )
    op.create_index("ix_member_template_state_sent", "member_template", ["state", "sent_at"])
    op.create_index("ix_member_template_type_published", "member_template",
                    ["template_type", "published_at"])
    op.create_index("ix_member_template_author_id", "member_template", ["author_id"])
    op.create_index("ix_member_template_held_at", "member_template", ["held_at"])
    op.create_table(
        "template_download",
        sa.Column("template_id", sa.Integer(), sa.ForeignKey(
            "member_template.id", name="fk_template_download_template_id_member_template",
            ondelete="CASCADE"), primary_key=True),
        sa.Column("day", sa.Date(), primary_key=True),
        sa.Column("count", sa.Integer(), nullable=False),
    )


def downgrade():
    op.drop_table("template_download")
    op.drop_table("member_template")
