"""Hand-over notes of the team, the sentences left with them, and who has read them."""
import sqlalchemy as sa
from alembic import op

revision = "0034"
down_revision = "0033"
branch_labels = None
depends_on = None


def upgrade():
    op.create_table(
        "handover_note",
        sa.Column("id", sa.Integer(), primary_key=True),
        sa.Column("from_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("until_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("for_ids", sa.JSON(), nullable=False),
        sa.Column("facts", sa.JSON(), nullable=False),
    )
    op.create_index("ix_handover_note_until_at", "handover_note", ["until_at"])
    op.create_table(
        "handover_remark",
        sa.Column("id", sa.Integer(), primary_key=True),
        sa.Column("author_id", sa.Integer(),
                  sa.ForeignKey("user.id", name="fk_handover_remark_author_id_user"),
                  nullable=False),
        sa.Column("text", sa.String(500), nullable=False),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
    )
    op.create_index("ix_handover_remark_at", "handover_remark", ["at"])
    with op.batch_alter_table("queue_visit") as batch:
        batch.add_column(sa.Column("read_at", sa.DateTime(timezone=True), nullable=True))


def downgrade():
    with op.batch_alter_table("queue_visit") as batch:
        batch.drop_column("read_at")
    op.drop_table("handover_remark")
    op.drop_table("handover_note")
