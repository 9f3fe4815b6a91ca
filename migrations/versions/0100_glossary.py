"""The glossary: hard words and what they mean."""
import sqlalchemy as sa
from alembic import op

revision = "0100"
down_revision = "0090"
branch_labels = None
depends_on = None


def upgrade():
    op.create_table(
        "glossary_term",
        sa.Column("id", sa.Integer(), primary_key=True),
        sa.Column("slug", sa.String(64), nullable=False),
        sa.Column("name", sa.String(80), nullable=False),
        sa.Column("abbreviation", sa.String(20), nullable=False),
        sa.Column("also", sa.String(200), nullable=False),
        sa.Column("meaning", sa.String(300), nullable=False),
        sa.Column("source", sa.String(160), nullable=False),
        sa.Column("source_address", sa.String(300), nullable=False),
        sa.Column("source_date", sa.String(40), nullable=False),
        sa.Column("checked_on", sa.Date()),
        sa.Column("changed_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("changed_by_id", sa.Integer(), sa.ForeignKey(
            "user.id", name="fk_glossary_term_changed_by_id_user")),
        sa.Column("retired_at", sa.DateTime(timezone=True)),
        sa.UniqueConstraint("slug", name="uq_glossary_term_slug"),
    )


def downgrade():
    op.drop_table("glossary_term")
