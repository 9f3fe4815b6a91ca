"""What readers say of sheets, and the formats that they ask for."""
import sqlalchemy as sa
from alembic import op

revision = "0102"
down_revision = "0101"
branch_labels = None
depends_on = None


def of_sheet(table):
    return sa.Column("sheet_id", sa.Integer(), sa.ForeignKey(
        "sheet.id", name=f"fk_{table}_sheet_id_sheet", ondelete="CASCADE"),
        primary_key=table == "sheet_help", nullable=False)


def upgrade():
    op.create_table(
        "sheet_help", of_sheet("sheet_help"),
        sa.Column("day", sa.Date(), primary_key=True),
        sa.Column("helped", sa.Integer(), nullable=False),
        sa.Column("not_helped", sa.Integer(), nullable=False),
    )
    op.create_table(
        "sheet_remark",
        sa.Column("id", sa.Integer(), primary_key=True),
        of_sheet("sheet_remark"),
        sa.Column("text", sa.String(500), nullable=False),
        sa.Column("doubt", sa.String(100), nullable=False),
        sa.Column("said_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("shown_text", sa.String(500), nullable=False),
        sa.Column("answer", sa.String(1000), nullable=False),
        sa.Column("closed_at", sa.DateTime(timezone=True)),
        sa.Column("closed_by_id", sa.Integer(), sa.ForeignKey(
            "user.id", name="fk_sheet_remark_closed_by_id_user")),
    )
    op.create_index("ix_sheet_remark_sheet_id_closed_at", "sheet_remark",
                    ["sheet_id", "closed_at"])
    op.create_table(
        "format_wish",
        sa.Column("id", sa.Integer(), primary_key=True),
        of_sheet("format_wish"),
        sa.Column("what", sa.String(20), nullable=False),
        sa.Column("wanted", sa.Integer(), nullable=False),
        sa.Column("asked_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("owner_id", sa.Integer(), sa.ForeignKey(
            "user.id", name="fk_format_wish_owner_id_user")),
        sa.Column("promised_for", sa.Date()),
        sa.Column("done_at", sa.DateTime(timezone=True)),
        sa.UniqueConstraint("sheet_id", "what", name="uq_format_wish_sheet_id_what"),
    )
    op.create_table(
        "format_asker",
        sa.Column("wish_id", sa.Integer(), sa.ForeignKey(
            "format_wish.id", name="fk_format_asker_wish_id_format_wish", ondelete="CASCADE"),
            primary_key=True),
        sa.Column("user_id", sa.Integer(), sa.ForeignKey(
            "user.id", name="fk_format_asker_user_id_user", ondelete="CASCADE"),
            primary_key=True),
    )
    op.create_index("ix_format_asker_user_id", "format_asker", ["user_id"])


def downgrade():
    for table in ("format_asker", "format_wish", "sheet_remark", "sheet_help"):
        op.drop_table(table)
