"""The first look, before anyone else sees a piece. It holds; it never deletes or refuses."""
import re

from peoplehub.blogs.events import CommentAdded, CommentEdited, EntryEdited, EntryPublished
from peoplehub.blogs.models import Comment, Entry
from peoplehub.core.extensions import db
from peoplehub.core.publications import Publication
from peoplehub.core.text import has_link
from peoplehub.forum.events import PostEdited, PostReplied, TopicStarted
from peoplehub.forum.models import Post
from peoplehub.moderation.actions import keep_back

LINK = re.compile(  # a part of a name is at most 63 long, and is looked at from its beginning only
    r"https?://|\bwww\.|(?<![\w-])[\w-]{1,63}\.(?:com|net|org|info|uk|shop|biz|ru|xyz)\b", re.I
)
NEW_WITH_LINK = "It has a link, and its writer joined less than a day ago."


def screen_post(event: PostReplied | TopicStarted | PostEdited) -> None:
    _screen(db.session.get(Post, event.post_id))


def screen_comment(event: CommentAdded | CommentEdited) -> None:
    _screen(db.session.get(Comment, event.comment_id))


def screen_entry(event: EntryPublished | EntryEdited) -> None:
    _screen(db.session.get(Entry, event.entry_id))


def _screen(piece: Publication) -> None:
    """Hold a piece that a moderator should see first."""
    if piece.held_at or piece.author is None:
        return
    if piece.author.is_newcomer and (LINK.search(piece.all_words) or has_link(piece.html)):
        keep_back(piece, NEW_WITH_LINK)
