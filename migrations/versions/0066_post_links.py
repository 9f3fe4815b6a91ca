"""Which post answers which: those that quote it. Quotations that are there already are found by their
first words, in an earlier post of the same topic."""
import re

import sqlalchemy as sa
from alembic import op

revision = "0066"
down_revision = "0065"
branch_labels = None
depends_on = None

QUOTED = re.compile(r"^.{1,80} wrote:[ \t]*\n(?:>[ \t]*\n)?>[ \t]*(.+)$", re.M)
POST = sa.table("post", sa.column("id", sa.Integer), sa.column("topic_id", sa.Integer),
                sa.column("number", sa.Integer), sa.column("text", sa.Text))


def upgrade():
    link = op.create_table(
        "post_link",
        sa.Column("post_id", sa.Integer(), sa.ForeignKey("post.id", name="fk_post_link_post_id_post"),
                  primary_key=True, autoincrement=False),
        sa.Column("answers_id", sa.Integer(),
                  sa.ForeignKey("post.id", name="fk_post_link_answers_id_post"), primary_key=True,
                  autoincrement=False),
    )
    op.create_index("ix_post_link_answers_id", "post_link", ["answers_id"])
    bind = op.get_bind()
    quoting = sa.select(POST).where(POST.c.text.like("% wrote:%>%")).order_by(POST.c.id)
    for row in bind.execute(quoting).all():
        found = {answered for words in QUOTED.findall(row.text)[:20]
                 if (answered := _answered(bind, row, words)) is not None}
        if found:
            bind.execute(link.insert(), [
                {"post_id": row.id, "answers_id": answered} for answered in sorted(found)])


def _answered(bind, row, words):
    """The newest earlier post of the topic with these words."""
    words = words.strip().removesuffix("…").strip()
    if len(words) < 4:
        return None
    earlier = sa.select(POST.c.id).where(
        POST.c.topic_id == row.topic_id, POST.c.number < row.number,
        POST.c.text.contains(words, autoescape=True), ~POST.c.text.contains("> " + words, autoescape=True))
    return bind.scalar(earlier.order_by(POST.c.number.desc()).limit(1))


def downgrade():
    op.drop_table("post_link")
