"""Which posts a post answers: those of its topic that it quotes. The head of a quotation says which
(`forum.quoting`), so that it lasts in a draft, on another device and without scripts."""
import re

from sqlalchemy import delete, select

from peoplehub.core.acts import save
from peoplehub.core.extensions import db
from peoplehub.forum.models import Post, PostLink

QUOTES = " wrote in post "
HEAD = re.compile(r"^[^>\n]{1,60} wrote in post (\d{1,9}):[ \t]*$", re.M)
MOST = 20  # posts that one post answers


def keep_links(post: Post) -> None:
    """Note what a saved post answers. One that still quotes, but in the way of older releases,
    keeps what is noted. Only within an act, under the lock of its topic."""
    numbers = {int(number) for number in HEAD.findall(post.text)[:MOST]} - {post.number}
    if numbers or ">" not in post.text:
        db.session.execute(delete(PostLink).where(PostLink.post_id == post.id))
    if numbers:
        answered = select(Post.id).where(Post.topic_id == post.topic_id, Post.number.in_(numbers))
        for answered_id in db.session.scalars(answered).all():
            save(PostLink(post_id=post.id, answers_id=answered_id))
