"""A second step at sign-in: secrets, recovery codes, and since when somebody has their role. Whoever is
in the team already has the days of grace from today."""
import sqlalchemy as sa
from alembic import op

revision = "0020"
down_revision = "0019"
branch_labels = None
depends_on = None


def upgrade():
    with op.batch_alter_table("user") as batch_op:
        batch_op.add_column(sa.Column("role_since", sa.DateTime(timezone=True), nullable=True))
        batch_op.add_column(sa.Column("second_step_at", sa.DateTime(timezone=True), nullable=True))
    op.execute('UPDATE "user" SET role_since = CURRENT_TIMESTAMP')
    op.create_table(
        "second_step",
        _owner("second_step", primary_key=True),
        sa.Column("secret", sa.String(300), nullable=False),
        sa.Column("last_step", sa.Integer(), nullable=False),
        sa.Column("new_secret", sa.String(300), nullable=False),
        sa.Column("begun_at", sa.DateTime(timezone=True), nullable=False),
    )
    op.create_table(
        "recovery_code",
        sa.Column("id", sa.Integer(), primary_key=True),
        _owner("recovery_code"),
        sa.Column("code_hash", sa.String(64), nullable=False),
        sa.Column("used_at", sa.DateTime(timezone=True), nullable=True),
    )
    op.create_index("ix_recovery_code_user_id", "recovery_code", ["user_id"])


def downgrade():
    op.drop_table("recovery_code")
    op.drop_table("second_step")
    with op.batch_alter_table("user") as batch_op:
        batch_op.drop_column("second_step_at")
        batch_op.drop_column("role_since")


def _owner(table: str, primary_key: bool = False) -> sa.Column:
    person = sa.ForeignKey("user.id", name=f"fk_{table}_user_id_user")
    return sa.Column("user_id", sa.Integer(), person, primary_key=primary_key, nullable=False)
