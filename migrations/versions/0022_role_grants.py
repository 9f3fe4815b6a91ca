"""What somebody may do for a time beside their role: a grant with an end, who gave it and why."""
import sqlalchemy as sa
from alembic import op

revision = "0022"
down_revision = "0021"
branch_labels = None
depends_on = None


def upgrade():
    op.create_table(
        "role_grant",
        sa.Column("id", sa.Integer(), primary_key=True),
        _person("user_id", nullable=False),
        sa.Column("kind", sa.String(20), nullable=False),
        _person("granted_by_id"),
        sa.Column("since", sa.DateTime(timezone=True), nullable=False),
        sa.Column("until", sa.DateTime(timezone=True), nullable=False),
        sa.Column("reason", sa.String(300), nullable=False),
        sa.Column("ended_at", sa.DateTime(timezone=True), nullable=True),
        _person("ended_by_id"),
    )
    op.create_index("ix_role_grant_user_id", "role_grant", ["user_id"])
    op.create_index("ix_role_grant_until", "role_grant", ["until"])


def downgrade():
    op.drop_table("role_grant")


def _person(name: str, nullable: bool = True) -> sa.Column:
    points = sa.ForeignKey("user.id", name=f"fk_role_grant_{name}_user")
    return sa.Column(name, sa.Integer(), points, nullable=nullable)
