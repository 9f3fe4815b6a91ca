"""Keeping the list of tags, and putting tags to pieces.

Whoever tags a piece locks the tags, so that nobody merges them meanwhile (FOR SHARE), and whoever
changes a tag waits for that. Both lock tags after people, topics and pieces, by id.
"""
from collections.abc import Collection, Iterable
from typing import Any

from sqlalchemy import delete, literal, select, update

from peoplehub.accounts.models import Following, User
from peoplehub.core import clock, page_versions
from peoplehub.core.acts import act, announce, save
from peoplehub.core.database import FOR_NO_KEY_UPDATE, insert
from peoplehub.core.errors import Invalid, NotFound, require
from peoplehub.core.extensions import db
from peoplehub.core.locks import wait_for_name
from peoplehub.core.slugs import free_slug, slug_of
from peoplehub.core.text import has_content, one_line
from peoplehub.tags import policy
from peoplehub.tags.events import TagRestored, TagRetired, TagSaved, TagsMerged
from peoplehub.tags.forms import MOST, TOO_MANY
from peoplehub.tags.models import LONGEST_NAME, SharedTag, Tagging
from peoplehub.tags.vocabulary import FIRST_TAGS

KEEPERS_ONLY = "Only the site team and editors can change tags."
NO_NAME = "Write the name of the tag."
SAME_NAME = "There is a tag of that name already."
NOT_TOGETHER = "Choose another tag of the same list."


def tag_piece(kind: str, piece_id: int, slugs: Iterable[str]) -> bool:
    """Only within an act, and under the lock of the piece: it has these tags and no others. For one
    that was merged it gets what that was merged into. Returns whether that changed anything. Raises
    Invalid for more than MOST."""
    wanted = _locked_for_use(set(slugs))
    if len(wanted) > MOST:
        raise Invalid(TOO_MANY, "tags")
    has = select(Tagging.tag_id).where(Tagging.kind == kind, Tagging.piece_id == piece_id)
    before = set(db.session.scalars(has))
    if gone := before - wanted:
        db.session.execute(delete(Tagging).where(
            Tagging.kind == kind, Tagging.piece_id == piece_id, Tagging.tag_id.in_(gone)))
    if new := wanted - before:
        db.session.execute(insert(Tagging).on_conflict_do_nothing(), [
            {"kind": kind, "piece_id": piece_id, "tag_id": tag_id} for tag_id in sorted(new)])
    return before != wanted


@act
def add_first_tags() -> None:
    """Those of the vocabulary that were never there, as the migration adds them too."""
    rows = [{"family": family, "slug": slug, "name": name, "position": position}
            for family, names in FIRST_TAGS.items()
            for position, (slug, name) in enumerate(names.items(), 1)]
    db.session.execute(insert(SharedTag).on_conflict_do_nothing(), rows)


@act
def add_tag(keeper: User, family: str, name: str, position: int = 0) -> SharedTag:
    require(policy.may_keep_tags(keeper), KEEPERS_ONLY)
    name = _free_name(family, name)
    tag = save(SharedTag(family=family, name=name, position=position,
                         slug=free_slug(SharedTag.slug, slug_of(name, 40, family))))
    return _saved(keeper, tag)


@act
def change_tag(keeper: User, tag: SharedTag, name: str, position: int) -> SharedTag:
    """Another name or place. Its address stays."""
    require(policy.may_keep_tags(keeper), KEEPERS_ONLY)
    tag = _locked(tag.id)[tag.id]
    tag.name, tag.position = _free_name(tag.family, name, tag.id), position
    return _saved(keeper, tag)


@act
def merge_tag(keeper: User, tag: SharedTag, into: SharedTag) -> SharedTag:
    """What has the tag, and whoever follows it, has `into` from then on; its address leads there.
    Raises Invalid for tags of two families, and NotFound where one was merged meanwhile."""
    require(policy.may_keep_tags(keeper), KEEPERS_ONLY)
    if tag.id == into.id or tag.family != into.family:
        raise Invalid(NOT_TOGETHER, "into")
    both = _locked(tag.id, into.id)
    tag, into = both[tag.id], both[into.id]
    _move_pieces(tag.id, into.id)
    _move_followers(tag.id, into.id)
    db.session.execute(update(SharedTag).where(SharedTag.merged_into_id == tag.id).values(
        merged_into_id=into.id))
    tag.merged_into_id = into.id
    page_versions.touch(page_versions.EVERYWHERE)
    announce(TagsMerged(tag.id, into.id, keeper.id))
    return into


@act
def retire_tag(keeper: User, tag: SharedTag) -> SharedTag:
    """Nobody is offered it any more. What has it keeps it."""
    require(policy.may_keep_tags(keeper), KEEPERS_ONLY)
    tag = _locked(tag.id)[tag.id]
    tag.retired_at = tag.retired_at or clock.now()
    announce(TagRetired(tag.id, keeper.id))
    return tag


@act
def restore_tag(keeper: User, tag: SharedTag) -> SharedTag:
    require(policy.may_keep_tags(keeper), KEEPERS_ONLY)
    tag = _locked(tag.id)[tag.id]
    tag.retired_at = None
    announce(TagRestored(tag.id, keeper.id))
    return tag


def _saved(keeper: User, tag: SharedTag) -> SharedTag:
    page_versions.touch(page_versions.EVERYWHERE)
    announce(TagSaved(tag.id, keeper.id))
    return tag


def _locked(*tag_ids: int) -> dict[int, SharedTag]:
    """Tags to be changed. Raises NotFound when one was merged."""
    rows = select(SharedTag).where(SharedTag.id.in_(tag_ids), SharedTag.merged_into_id.is_(None))
    rows = rows.order_by(SharedTag.id).with_for_update(**FOR_NO_KEY_UPDATE)
    found = {tag.id: tag for tag in db.session.scalars(
        rows.execution_options(populate_existing=True))}
    if len(found) < len(set(tag_ids)):
        raise NotFound()
    return found


def _locked_for_use(slugs: Collection[str]) -> set[int]:
    """The ids of the tags of these slugs, which nobody merges until the act is over. A slug that
    never was is left out."""
    if not slugs:
        return set()
    rows = select(SharedTag.id, SharedTag.merged_into_id).where(SharedTag.slug.in_(slugs))
    rows = rows.order_by(SharedTag.id).with_for_update(read=True)
    return {into or tag_id for tag_id, into in db.session.execute(rows)}


def _free_name(family: str, name: str, own_id: int = 0) -> str:
    """As one line. Raises Invalid where it is empty or taken."""
    name = one_line(name)[:LONGEST_NAME]
    if not has_content(name):
        raise Invalid(NO_NAME, "name")
    wait_for_name(SharedTag.name, name)
    taken = select(SharedTag.id).where(
        SharedTag.family == family, SharedTag.name == name, SharedTag.id != own_id,
        SharedTag.merged_into_id.is_(None))
    if db.session.scalar(taken):
        raise Invalid(SAME_NAME, "name")
    return name


def _move_pieces(from_id: int, to_id: int) -> None:
    those = select(Tagging.kind, Tagging.piece_id, literal(to_id)).where(Tagging.tag_id == from_id)
    _moved(Tagging, ["kind", "piece_id", "tag_id"], those)
    db.session.execute(delete(Tagging).where(Tagging.tag_id == from_id))


def _move_followers(from_id: int, to_id: int) -> None:
    """Who follows or muted both keeps what they chose for the second."""
    here = Following.kind == SharedTag.kind, Following.place_id == from_id
    columns = ["kind", "place_id", "user_id", "since", "level", "told_at"]
    those = select(Following.kind, literal(to_id), Following.user_id, Following.since,
                   Following.level, Following.told_at).where(*here)
    _moved(Following, columns, those)
    db.session.execute(delete(Following).where(*here))


def _moved(model: Any, columns: list[str], those: Any) -> None:
    db.session.execute(insert(model).from_select(columns, those).on_conflict_do_nothing())
