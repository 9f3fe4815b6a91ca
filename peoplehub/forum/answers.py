"""Which posts a post answers: the one that its writer chose, and those of its topic that it quotes.
The head of a quotation says which (`forum.quoting`), so that it lasts in a draft, on another device
and without scripts."""
import re
from collections.abc import Mapping
from functools import partial

from sqlalchemy import delete, select
from sqlalchemy.orm import joinedload

from peoplehub.accounts.models import User
from peoplehub.core.acts import save
from peoplehub.core.content_notes import fitting, merged
from peoplehub.core.extensions import db
from peoplehub.forum.models import Post, PostLink, Topic

QUOTES = " wrote in post "
HEAD = re.compile(r"^[^>\n]{1,60} wrote in post (\d{1,9}):[ \t]*$", re.M)
HTML_HEAD = re.compile(r"(?<=[>\n])[^<>\n]{1,200} wrote in post (\d{1,9}):(?=[ \t]*(?:<|$))", re.M)
NUMBER = re.compile(r" in post (\d+)(?=:[ \t]*$)")
MOST = 20  # posts that one post answers


def keep_links(post: Post) -> None:
    """Note what a saved post answers. One that still quotes, but in the way of older releases,
    keeps what is noted. What quotes words with a content note has that note, too. A post that is
    held, hidden or deleted gives nothing away by its number. Only within an act, under the lock of
    its topic."""
    numbers = {int(number) for number in HEAD.findall(post.text)[:MOST]} - {post.number}
    known = set(db.session.scalars(
        select(PostLink.answers_id).where(PostLink.post_id == post.id)))
    kept = {post.reply_to_id} - {None}
    if numbers:
        answered = select(Post).where(Post.topic_id == post.topic_id, Post.number.in_(numbers))
        for quoted in db.session.scalars(answered.options(joinedload(Post.author))):
            if quoted.is_shown:
                post.note = fitting(merged(post.note, quoted.content_note))
            if quoted.is_shown or quoted.id in known:
                kept.add(quoted.id)
    elif ">" in post.text:
        kept |= known
    for answered_id in kept - known:
        save(PostLink(post_id=post.id, answers_id=answered_id))
    if known - kept:
        db.session.execute(delete(PostLink).where(
            PostLink.post_id == post.id, PostLink.answers_id.in_(known - kept)))


def shown_id(viewer: User, topic: Topic, number: int) -> int | None:
    """The id of the post of that number, if the viewer may read it now: whoever answers what was
    taken away meanwhile still replies."""
    return db.session.scalar(Post.readable(viewer).with_only_columns(Post.id).where(
        Post.topic_id == topic.id, Post.number == number, Post.deleted_at.is_(None)))


def renumbered(text: str, numbers: Mapping[int, int]) -> str:
    """The text whose quotations say the numbers that posts have now, by those they had. One of a
    post that is not among these says no number any more: it would be somebody else's."""
    return HEAD.sub(partial(_said_now, numbers), text)


def renumber_quotations(post: Post, numbers: Mapping[int, int]) -> None:
    """The same for the words of a post that was moved with those posts, and for what was made of
    them. Only within an act."""
    if QUOTES in post.text:
        post.text = renumbered(post.text, numbers)
        post.html = HTML_HEAD.sub(partial(_said_now, numbers), post.html)


def _said_now(numbers: Mapping[int, int], head: re.Match) -> str:
    now = numbers.get(int(head[1]))
    return NUMBER.sub(f" in post {now}" if now else "", head[0])
