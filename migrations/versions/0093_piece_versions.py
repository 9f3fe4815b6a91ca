"""Versions of sheets, and which sheet has taken the place of which."""
import sqlalchemy as sa
from alembic import op

revision = "0093"
down_revision = "0097"
branch_labels = None
depends_on = None

# What is out begins its history with the words that it has now.
FIRST = """
INSERT INTO piece_version (kind, piece_id, number, title, summary, text, easy_text, change_note,
                           published_at)
SELECT 'sheet', id, edition, title, summary, text, easy_text,
       CASE WHEN edited_at IS NULL THEN '' ELSE change_note END, COALESCE(edited_at, published_at)
FROM sheet WHERE published_at IS NOT NULL
"""


def upgrade():
    op.create_table(
        "piece_version",
        sa.Column("id", sa.Integer(), primary_key=True),
        sa.Column("kind", sa.String(20), nullable=False),
        sa.Column("piece_id", sa.Integer(), nullable=False),
        sa.Column("number", sa.Integer(), nullable=False),
        sa.Column("title", sa.String(120), nullable=False),
        sa.Column("summary", sa.String(300), nullable=False),
        sa.Column("text", sa.Text(), nullable=False),
        sa.Column("easy_text", sa.Text(), nullable=False),
        sa.Column("change_note", sa.String(300), nullable=False),
        sa.Column("published_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("by_id", sa.Integer(), sa.ForeignKey(
            "user.id", name="fk_piece_version_by_id_user", ondelete="SET NULL")),
        sa.UniqueConstraint("kind", "piece_id", "number",
                            name="uq_piece_version_kind_piece_id_number"),
    )
    with op.batch_alter_table("sheet") as batch:
        batch.add_column(sa.Column("noted_at", sa.DateTime(timezone=True)))
        batch.add_column(sa.Column("replaced_by_id", sa.Integer()))
        batch.create_foreign_key("fk_sheet_replaced_by_id_sheet", "sheet", ["replaced_by_id"], ["id"],
                                 ondelete="SET NULL")
        batch.create_index("ix_sheet_replaced_by_id", ["replaced_by_id"])
    op.execute(FIRST)


def downgrade():
    with op.batch_alter_table("sheet") as batch:
        batch.drop_index("ix_sheet_replaced_by_id")
        batch.drop_constraint("fk_sheet_replaced_by_id_sheet", type_="foreignkey")
        batch.drop_column("replaced_by_id")
        batch.drop_column("noted_at")
    op.drop_table("piece_version")
