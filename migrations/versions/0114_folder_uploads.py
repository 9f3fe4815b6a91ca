"""Folders of documents that are uploaded at once, and which file a sheet came from."""
import sqlalchemy as sa
from alembic import op

revision = "0114"
down_revision = "0113"
branch_labels = None
depends_on = None


def upgrade():
    op.create_table(
        "folder_upload",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("person_id", sa.Integer(), nullable=False),
        sa.Column("topic", sa.String(40), nullable=False),
        sa.Column("asked_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("files", sa.JSON(), nullable=False),
        sa.Column("results", sa.JSON(), nullable=False),
        sa.Column("total", sa.Integer(), nullable=False),
        sa.Column("finished_at", sa.DateTime(timezone=True)),
        sa.ForeignKeyConstraint(["person_id"], ["user.id"],
                                name="fk_folder_upload_person_id_user", ondelete="CASCADE"),
        sa.PrimaryKeyConstraint("id", name="pk_folder_upload"),
    )
    op.create_index("ix_folder_upload_person_id", "folder_upload", ["person_id"])
    op.create_index("ix_folder_upload_asked_at", "folder_upload", ["asked_at"])
    op.create_table(
        "sheet_source",
        sa.Column("place", sa.String(64), nullable=False),
        sa.Column("sheet_id", sa.Integer(), nullable=False),
        sa.Column("digest", sa.String(64), nullable=False),
        sa.ForeignKeyConstraint(["sheet_id"], ["sheet.id"],
                                name="fk_sheet_source_sheet_id_sheet", ondelete="CASCADE"),
        sa.PrimaryKeyConstraint("place", name="pk_sheet_source"),
    )
    op.create_index("ix_sheet_source_sheet_id", "sheet_source", ["sheet_id"])


def downgrade():
    op.drop_table("sheet_source")
    op.drop_table("folder_upload")
