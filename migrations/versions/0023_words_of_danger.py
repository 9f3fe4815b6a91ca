"""Words of danger: where they were seen, the versions of the rules, and the letters to the team that
have them."""
import sqlalchemy as sa
from alembic import op

revision = "0023"
down_revision = "0022"
branch_labels = None
depends_on = None


def upgrade():
    op.create_table(
        "danger_sign",
        sa.Column("id", sa.Integer(), primary_key=True),
        sa.Column("kind", sa.String(20), nullable=False),
        sa.Column("piece_id", sa.Integer(), nullable=False),
        sa.Column("level", sa.String(10), nullable=False),
        sa.Column("phrase", sa.String(300), nullable=False),
        sa.Column("seen_at", sa.DateTime(timezone=True), nullable=False),
        sa.UniqueConstraint("kind", "piece_id", "level",
                            name=op.f("uq_danger_sign_kind_piece_id_level")),
    )
    op.create_table(
        "danger_rules",
        sa.Column("id", sa.Integer(), primary_key=True),
        sa.Column("additions", sa.Text(), nullable=False),
        sa.Column("reason", sa.String(300), nullable=False),
        sa.Column("saved_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("saved_by_id", sa.Integer(),
                  sa.ForeignKey("user.id", name=op.f("fk_danger_rules_saved_by_id_user"))),
    )
    op.add_column("enquiry", sa.Column("danger", sa.String(10), nullable=False, server_default=""))


def downgrade():
    op.drop_column("enquiry", "danger")
    op.drop_table("danger_rules")
    op.drop_table("danger_sign")
