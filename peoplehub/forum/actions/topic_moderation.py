"""Topic moderation: pin, lock, move, summary, and revealing an anonymous author."""
from collections.abc import Collection
from datetime import datetime

from flask import current_app

from peoplehub.accounts.actions.profile import refuse_early_links
from peoplehub.accounts.models import User
from peoplehub.core import clock
from peoplehub.core.acts import act, announce, save
from peoplehub.core.audiences import is_within
from peoplehub.core.edit_conflicts import refuse_conflict
from peoplehub.core.errors import Invalid, require
from peoplehub.core.preparation import prepared_by
from peoplehub.core.text import normalize, one_line, preparing, render
from peoplehub.forum import policy
from peoplehub.forum.counters import locked, recount_board
from peoplehub.forum.events import (
    AuthorRevealed,
    TopicLocked,
    TopicMoved,
    TopicPinned,
    TopicSheetChosen,
    TopicShortened,
    TopicTagged,
    TopicUnlocked,
    TopicUnpinned,
)
from peoplehub.forum.models import BY_TAGS, SHEET, Board, Post, Reveal, Topic
from peoplehub.tags.actions import tag_piece

NOT_OPEN = "This is not open to you just now."
WITHOUT_THEIR_WORD = (
    "People wrote this for those who can read this board, and more people can read the other one. "
    "Ask each of them first, and then say here that they agree."
)
SHEET_GONE = "This sheet is not out any more. Please choose again."
MODERATORS_ONLY = "Only moderators can do this."


def _render_summary(person: User, topic: Topic, text: str, seen: str = "") -> None:
    with preparing():
        render(normalize(text).strip())


@act
@prepared_by(_render_summary)
def summarize(person: User, topic: Topic, text: str, seen: str = "") -> None:
    """Write, change or (with no words) take away the "In short"."""
    topic = locked(topic.id)
    require(policy.may_summarize(person, topic), NOT_OPEN)
    refuse_conflict(seen, {"text": topic.summary_text or ""}, {"text": normalize(text).strip()})
    topic.summary_text = normalize(text).strip()
    topic.summary_html = str(render(topic.summary_text))
    refuse_early_links(person, topic.summary_html, "text")
    topic.summary_by_id = person.id if topic.summary_text else None
    topic.summary_at = clock.now() if topic.summary_text else None
    topic.touch()
    is_unnamed = topic.anonymous and topic.author_id == person.id
    announce(TopicShortened(topic.id, None if is_unnamed else person.id))


@act
def pin(moderator: User, topic: Topic) -> None:
    topic = ordered(moderator, topic)
    topic.pinned_at, topic.pinned_by_id = clock.now(), moderator.id
    announce(TopicPinned(topic.id, moderator.id))


@act
def unpin(moderator: User, topic: Topic) -> None:
    topic = ordered(moderator, topic)
    topic.pinned_at = topic.pinned_by_id = None
    announce(TopicUnpinned(topic.id, moderator.id))


@act
def lock(moderator: User, topic: Topic, reason: str, until: datetime | None = None) -> None:
    """No more replies, with the reason shown, until a time or until it is unlocked. Raises
    Forbidden."""
    topic = ordered(moderator, topic)
    topic.locked_at, topic.locked_by_id = clock.now(), moderator.id
    topic.locked_until, topic.locked_reason = until, one_line(reason)
    announce(TopicLocked(topic.id, moderator.id))


@act
def unlock(moderator: User, topic: Topic) -> None:
    """Replies are open again. Raises Forbidden."""
    topic = ordered(moderator, topic)
    topic.locked_at = topic.locked_until = topic.locked_by_id = None
    topic.locked_reason = ""
    announce(TopicUnlocked(topic.id, moderator.id))


@act
def move(moderator: User, topic: Topic, board: Board, agreed: bool = False) -> None:
    """Put a topic in another board, whose audience it has from then on. To where
    more people can read it only if those who wrote there `agreed`. Raises Forbidden and Invalid."""
    topic = ordered(moderator, topic)
    require(policy.may_enter(moderator, board), NOT_OPEN)
    old_id = topic.board_id
    if old_id == board.id:
        return
    if not (is_within(board.audience, topic.board.audience) or agreed):
        raise Invalid(WITHOUT_THEIR_WORD, "agreed")
    topic.board = board
    for board_id in sorted((old_id, board.id)):  # one order for everyone, so nobody waits for ever
        recount_board(board_id)
    announce(TopicMoved(topic.id, moderator.id, from_board_id=old_id, to_board_id=board.id))


@act
def tag_topic(moderator: User, topic: Topic, slugs: Collection[str]) -> bool:
    """It has these tags and no others. Its author is told, unless nothing changed by it. Raises
    Forbidden."""
    topic = ordered(moderator, topic)
    is_changed = tag_piece(Topic.kind, topic.id, slugs)
    if is_changed:
        announce(TopicTagged(topic.id, moderator.id))
    return is_changed


@act
def choose_sheet(moderator: User, topic: Topic, choice: str, sheet_id: int | None = None) -> None:
    """Where the topic is old, what holds now: a "sheet" that is out, "none", or what the "tags"
    say. Raises Forbidden and Invalid."""
    topic = ordered(moderator, topic)
    if choice == SHEET and not current_app.extensions["sheet_out"](sheet_id):
        raise Invalid(SHEET_GONE, "sheet")
    topic.sheet_id = sheet_id if choice == SHEET else None
    topic.sheet_chosen_at = None if choice == BY_TAGS else clock.now()
    announce(TopicSheetChosen(topic.id, moderator.id, choice, topic.sheet_id))


@act
def reveal(moderator: User, post: Post, reason: str) -> Reveal:
    """Let a moderator know who wrote an anonymous post. It is recorded, whatever comes of it."""
    require(policy.may_reveal(moderator, post), MODERATORS_ONLY)
    asked = save(Reveal(post_id=post.id, moderator_id=moderator.id, reason=reason.strip()))
    announce(AuthorRevealed(post.id, moderator.id, asked.id, asked.reason))
    return asked


def ordered(moderator: User, topic: Topic) -> Topic:
    """For an act: the topic, locked, of which the moderator may change the rules. Pages kept of it
    are old from now on. Raises Forbidden."""
    topic = locked(topic.id)
    require(policy.may_moderate_topic(moderator, topic), MODERATORS_ONLY)
    topic.touch()
    return topic
