"""The order of what is grave: sexual abuse of a child and private pictures stand before other fears
for a child (Online Safety Act 2023; illegal content codes C4 and C5). A report keeps the number
that its reporter was given by a form of its own."""
import sqlalchemy as sa
from alembic import op

revision = "0027"
down_revision = "0026"
branch_labels = None
depends_on = None

UP = 'CASE WHEN severity = 1 THEN 3 WHEN severity >= 3 THEN severity + 1 ELSE severity END'
DOWN = 'CASE WHEN severity = 3 THEN 1 WHEN severity >= 4 THEN severity - 1 ELSE severity END'


def upgrade():
    for table in ("report", "case"):
        op.execute(f'UPDATE "{table}" SET severity = {UP}')
    with op.batch_alter_table("report") as report:
        report.add_column(sa.Column("reference", sa.String(9), nullable=False,
                                    server_default=""))


def downgrade():
    with op.batch_alter_table("report") as report:
        report.drop_column("reference")
    for table in ("report", "case"):
        op.execute(f'UPDATE "{table}" SET severity = {DOWN}')
