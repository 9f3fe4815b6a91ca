"""Starting a topic, editing and deleting one's own posts."""
from collections.abc import Collection

from peoplehub.accounts import following
from peoplehub.accounts.models import User
from peoplehub.accounts.queries import slugs_mentioned
from peoplehub.core import clock, limits, publications
from peoplehub.core.acts import act, save
from peoplehub.core.edit_conflicts import refuse_conflict
from peoplehub.core.errors import Invalid, require
from peoplehub.core.idempotency import deduplicated
from peoplehub.core.piece_files import Files
from peoplehub.core.prerendering import prerendered
from peoplehub.core.text import has_content, normalize, one_line
from peoplehub.folding.content_notes import fields_of
from peoplehub.folding.team_notes import own_note
from peoplehub.forum import policy
from peoplehub.forum.actions.replies import CANNOT_WRITE, new_post
from peoplehub.forum.answers import keep_links
from peoplehub.forum.counters import locked, recount
from peoplehub.forum.models import Board, Post, Topic
from peoplehub.revisions.recording import keep_revision
from peoplehub.tags.actions import tag_piece

NOT_YOURS = "Only the person who wrote this can change it."


@act
@deduplicated
@prerendered(Post, slugs_mentioned)
def start_topic(author: User, board: Board, title: str, text: str, anonymous: bool = False,
                made_with_ai: bool = False, files: Files = (), note: str = "",
                tags: Collection[str] = ()) -> Post:
    """`files` are in the store; `tags`: their slugs. Returns the first post."""
    require(policy.may_start(author, board), CANNOT_WRITE)
    limits.ask("topic", author.id)
    topic = Topic(board_id=board.id, author_id=author.id, anonymous=anonymous, note=note)
    topic.name(_title(title))
    topic.started_at = topic.last_reply_at = clock.now()
    save(topic)
    tag_piece(Topic.kind, topic.id, tags)
    post = new_post(author, topic, text, anonymous, made_with_ai, note)
    post.keep_files(files)
    save(post)
    topic.last_number = post.number
    recount(topic)
    following.start(author, Topic.kind, topic.id)
    return publications.publish(author, post)


def words_of(post: Post) -> dict[str, str | bool]:
    """What its author can change, as the form names it."""
    title = {"title": post.topic.title} if post.is_question else {}
    return {**title, "text": post.text, "made_with_ai": post.made_with_ai,
            **fields_of(own_note(post))}


@act
@prerendered(Post, slugs_mentioned)
def edit(author: User, post: Post, text: str, title: str | None = None, seen: str = "",
         made_with_ai: bool | None = None, remove_old: bool = False,
         files: Files | None = None, note: str | None = None,
         tags: Collection[str] | None = None) -> Post:
    """Moderators read the old words for a while, unless `remove_old`: people edit to take details
    out. `seen` is the mark of the words that the author began with; `made_with_ai` None leaves it
    as it is, and so do `files`, `note` and `tags`. Raises Invalid without words, EditConflict when
    others were saved meanwhile."""
    topic = locked(post.topic_id)
    require(policy.may_edit(author, post), NOT_YOURS)
    limits.ask("change", author.id)
    refuse_conflict(seen, words_of(post), {"text": normalize(text), "title": title})
    before = post.all_words
    if post.is_question and title is not None:
        topic.name(_title(title))
    if not has_content(text):
        raise Invalid("Write a few words first.", "text")
    post.write(text, slugs_mentioned(text))
    post.made_with_ai = post.made_with_ai if made_with_ai is None else made_with_ai
    if note is not None:
        post.put_note(note)
    if files is not None:
        post.keep_files(files)
    if post.is_question and tags is not None:
        tag_piece(Topic.kind, topic.id, tags)
    post.edited_at = clock.now()
    topic.touch()
    keep_revision(author, post, before, remove_old)
    if not (topic.has_moves and post.was_moved):  # its numbers are of another topic
        keep_links(post)
    return publications.change(author, post)


@act
def delete(author: User, post: Post) -> Post:
    """A placeholder keeps the place, so that the numbers of the others stay."""
    topic = locked(post.topic_id)
    require(policy.may_edit(author, post), NOT_YOURS)
    post.deleted_at = clock.now()
    if post.is_question:
        topic.taken_away_at = post.deleted_at
        tag_piece(Topic.kind, topic.id, ())  # they may tell who asked
    recount(topic)
    return publications.withdraw(author, post)


def _title(title: str) -> str:
    title = one_line(title)[:140]
    if not has_content(title):
        raise Invalid("Give your topic a title.", "title")
    return title
