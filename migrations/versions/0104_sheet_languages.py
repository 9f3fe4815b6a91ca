"""Sheets in several languages: each a sheet of its own, tied to the one that it says again."""
import sqlalchemy as sa
from alembic import op

revision = "0104"
down_revision = "0117"
branch_labels = None
depends_on = None


def upgrade():
    with op.batch_alter_table("sheet") as batch:
        batch.add_column(sa.Column("language", sa.String(10), nullable=False, server_default="en"))
        batch.add_column(sa.Column("translated_by", sa.String(80), nullable=False,
                                   server_default=""))
        batch.add_column(sa.Column("translation_outdated_at", sa.DateTime(timezone=True)))
        batch.add_column(sa.Column("translation_of_id", sa.Integer(), sa.ForeignKey(
            "sheet.id", name="fk_sheet_translation_of_id_sheet", ondelete="SET NULL")))
    with op.batch_alter_table("sheet") as batch:
        batch.alter_column("language", server_default=None)
        batch.alter_column("translated_by", server_default=None)
        batch.create_index("ix_sheet_translation_of_id_language",
                           ["translation_of_id", "language"], unique=True)


def downgrade():
    with op.batch_alter_table("sheet") as batch:
        batch.drop_index("ix_sheet_translation_of_id_language")
        for column in ("translation_of_id", "translation_outdated_at", "translated_by",
                       "language"):
            batch.drop_column(column)
