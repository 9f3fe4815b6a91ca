"""Notices of one topic or entry are one card, and know the first piece that they told of."""
import sqlalchemy as sa
from alembic import op

revision = "0080"
down_revision = "0089"
branch_labels = None
depends_on = None

BY_SEEING = "('replied', 'answered', 'mentioned', 'commented', 'published', 'changed')"
PLACES = (  # the kind of a piece, and its place
    ("post", "'topic ' || (SELECT topic_id FROM post WHERE post.id = piece_id)"),
    ("comment", "'entry ' || (SELECT entry_id FROM comment WHERE comment.id = piece_id)"),
)


def upgrade():
    with op.batch_alter_table("notification") as batch:
        batch.add_column(sa.Column("card", sa.String(64), nullable=False, server_default=""))
        batch.add_column(sa.Column("first_piece_id", sa.Integer()))
    for kind, place in PLACES:
        op.execute(f"UPDATE notification SET card = COALESCE({place}, '') "
                   f"WHERE kind = '{kind}' AND what IN {BY_SEEING}")
    op.execute("UPDATE notification SET card = kind || ' ' || piece_id "
               f"WHERE card = '' AND what IN {BY_SEEING}")
    op.execute("UPDATE notification SET card = what || ' ' || thread WHERE card = ''")
    with op.batch_alter_table("notification") as batch:
        batch.alter_column("card", server_default=None)
        batch.drop_index("ix_notification_unread")
        batch.create_index("ix_notification_unread", ["user_id", "read_at", "card"])
        batch.create_index("ix_notification_card", ["user_id", "card", "at", "id"])


def downgrade():
    with op.batch_alter_table("notification") as batch:
        batch.drop_index("ix_notification_card")
        batch.drop_index("ix_notification_unread")
        batch.create_index("ix_notification_unread", ["user_id", "read_at"])
        batch.drop_column("first_piece_id")
        batch.drop_column("card")
