"""A mention is kept by person: whom each piece calls by @name."""
import re

import sqlalchemy as sa
from alembic import op

revision = "0005"
down_revision = "0004"
branch_labels = None
depends_on = None

LINKED = re.compile(r'<a href="/people/([a-z0-9-]+)"[^>]*>@[a-z0-9-]+</a>', re.I)
KINDS = ("post", "entry", "comment")
AT_ONCE = 1_000


def upgrade():
    made = op.create_table(
        "mention",
        sa.Column("kind", sa.String(length=20), nullable=False),
        sa.Column("piece_id", sa.Integer(), nullable=False),
        sa.Column("user_id", sa.Integer(), nullable=False),
        sa.Column("slug", sa.String(length=60), nullable=False),
        sa.ForeignKeyConstraint(["user_id"], ["user.id"], name=op.f("fk_mention_user_id_user")),
        sa.PrimaryKeyConstraint("kind", "piece_id", "user_id", name=op.f("pk_mention")),
    )
    op.create_index("ix_mention_user_id", "mention", ["user_id"])
    _keep_what_is_there(op.get_bind(), made)


def _keep_what_is_there(bind, made) -> None:
    people = sa.table("user", sa.column("id"), sa.column("slug"))
    ids = {slug: id for id, slug in bind.execute(sa.select(people.c.id, people.c.slug))}
    for kind in KINDS:
        pieces = sa.table(kind, sa.column("id", sa.Integer), sa.column("html", sa.Text))
        calling = sa.select(pieces.c.id, pieces.c.html).where(
            pieces.c.html.contains('href="/people/'))
        for rows in bind.execute(calling).partitions(AT_ONCE):
            found = {(id, slug) for id, html in rows for slug in LINKED.findall(html)
                     if slug in ids}
            if found:
                bind.execute(made.insert(), [
                    {"kind": kind, "piece_id": id, "user_id": ids[slug], "slug": slug}
                    for id, slug in sorted(found)])


def downgrade():
    op.drop_index("ix_mention_user_id", table_name="mention")
    op.drop_table("mention")
