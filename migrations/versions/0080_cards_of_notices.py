"""Notices of one topic or entry are one card, and know the first piece that they told of. On
PostgreSQL nobody who is told of something waits for it: rows are changed a few at a time, and indexes
are built beside those who write. It can be begun again where it failed."""
import sqlalchemy as sa
from alembic import op

revision = "0080"
down_revision = "0089"
branch_labels = None
depends_on = None

AT_ONCE = 10_000  # rows that are changed in one transaction
BY_SEEING = "('replied', 'answered', 'mentioned', 'commented', 'published', 'changed')"
CARD = f"""CASE
    WHEN what NOT IN {BY_SEEING} THEN what || ' ' || thread
    WHEN kind = 'post' AND EXISTS (SELECT 1 FROM post WHERE post.id = piece_id)
        THEN 'topic ' || (SELECT topic_id FROM post WHERE post.id = piece_id)
    WHEN kind = 'comment' AND EXISTS (SELECT 1 FROM comment WHERE comment.id = piece_id)
        THEN 'entry ' || (SELECT entry_id FROM comment WHERE comment.id = piece_id)
    ELSE kind || ' ' || piece_id END"""
INDEXES = {"ix_notification_card": "user_id, card, at, id",
           "ix_notification_unread": "user_id, read_at, card"}


def upgrade():
    if op.get_bind().dialect.name == "postgresql":
        return beside_writers()
    with op.batch_alter_table("notification") as batch:
        batch.add_column(sa.Column("card", sa.String(64), nullable=False, server_default=""))
        batch.add_column(sa.Column("first_piece_id", sa.Integer()))
    op.execute(f"UPDATE notification SET card = {CARD}")
    op.drop_index("ix_notification_unread", "notification")
    for name, columns in INDEXES.items():
        op.create_index(name, "notification", columns.split(", "))


def beside_writers():
    op.execute("ALTER TABLE notification "
               "ADD COLUMN IF NOT EXISTS card VARCHAR(64) NOT NULL DEFAULT '', "
               "ADD COLUMN IF NOT EXISTS first_piece_id INTEGER")
    with op.get_context().autocommit_block():
        last = op.get_bind().scalar(sa.text("SELECT max(id) FROM notification")) or 0
        for first in range(1, last + 1, AT_ONCE):
            op.execute(f"UPDATE notification SET card = {CARD} "
                       f"WHERE id BETWEEN {first} AND {first + AT_ONCE - 1} AND card = ''")
        for name, columns in INDEXES.items():
            op.execute(f"DROP INDEX CONCURRENTLY IF EXISTS {name}_new")
            op.execute(f"CREATE INDEX CONCURRENTLY {name}_new ON notification ({columns})")
            op.execute(f"DROP INDEX CONCURRENTLY IF EXISTS {name}")
            op.execute(f"ALTER INDEX {name}_new RENAME TO {name}")


def downgrade():
    with op.batch_alter_table("notification") as batch:
        batch.drop_index("ix_notification_card")
        batch.drop_index("ix_notification_unread")
        batch.create_index("ix_notification_unread", ["user_id", "read_at"])
        batch.drop_column("first_piece_id")
        batch.drop_column("card")
