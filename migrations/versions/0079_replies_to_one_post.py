"""Which post of its topic a reply answers. On PostgreSQL nobody who writes waits for it: what is new
in a large table is checked, and put in an index, beside them. It can be begun again where it
failed."""
import sqlalchemy as sa
from alembic import op

revision = "0079"
down_revision = "0074"
branch_labels = None
depends_on = None
REFERENCE = "fk_post_reply_to_id_post"


def upgrade():
    if op.get_bind().dialect.name == "postgresql":
        return beside_writers()
    with op.batch_alter_table("post") as batch:
        batch.add_column(sa.Column("reply_to_id", sa.Integer()))
        batch.create_foreign_key(REFERENCE, "post", ["reply_to_id"], ["id"])
        batch.create_index("ix_post_reply_to_id", ["reply_to_id"])


def beside_writers():
    op.execute("ALTER TABLE post ADD COLUMN IF NOT EXISTS reply_to_id INTEGER, "
               f"DROP CONSTRAINT IF EXISTS {REFERENCE}")
    op.execute(f"ALTER TABLE post ADD CONSTRAINT {REFERENCE} "
               "FOREIGN KEY (reply_to_id) REFERENCES post (id) NOT VALID")
    with op.get_context().autocommit_block():
        op.execute(f"ALTER TABLE post VALIDATE CONSTRAINT {REFERENCE}")
        op.execute("DROP INDEX CONCURRENTLY IF EXISTS ix_post_reply_to_id")
        op.execute("CREATE INDEX CONCURRENTLY ix_post_reply_to_id ON post (reply_to_id)")


def downgrade():
    with op.batch_alter_table("post") as batch:
        batch.drop_index("ix_post_reply_to_id")
        batch.drop_constraint(REFERENCE, type_="foreignkey")
        batch.drop_column("reply_to_id")
