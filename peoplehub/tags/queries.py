"""Queries of tags. Which pieces have one is asked by the packages that have pieces."""
from collections.abc import Iterable
from functools import lru_cache
from typing import Any, NamedTuple

from sqlalchemy import ColumnElement, Select, String, case, cast, func, literal, select
from sqlalchemy.orm import aliased

from peoplehub.core.columns import joined_by_line
from peoplehub.core.errors import NotFound, found
from peoplehub.core.extensions import db
from peoplehub.tags.models import SharedTag, Tagging
from peoplehub.tags.vocabulary import FAMILIES

FAMILY_ORDER = case({family: number for number, family in enumerate(FAMILIES)},
                    value=SharedTag.family)
IN_ORDER = (FAMILY_ORDER, SharedTag.position, SharedTag.id)


class ShownTag(NamedTuple):
    """A tag as lists and pages show it."""

    name: str
    address: str


def tags_of_row(kind: str, piece_id: Any) -> ColumnElement[str | None]:
    """The tags of a row as a column of another statement, for `shown_tags`. No copy of them stands
    anywhere else, so what is renamed or merged is right on every page at once."""
    tag, link = aliased(SharedTag), aliased(Tagging)
    order = case({family: str(number) for number, family in enumerate(FAMILIES)}, value=tag.family)
    line = order + "|" + cast(tag.position, String) + "|" + tag.slug + "|" + tag.name
    return select(joined_by_line(line)).select_from(link).join(tag, tag.id == link.tag_id).where(
        link.kind == kind, link.piece_id == piece_id).scalar_subquery()


@lru_cache(maxsize=2048)
def shown_tags(joined: str | None) -> tuple[ShownTag, ...]:
    """What `tags_of_row` gave, in the order of the families."""
    lines = [line.split("|", 3) for line in (joined or "").splitlines()]
    ordered = sorted(lines, key=lambda line: (line[0], int(line[1]), line[3]))
    return tuple(ShownTag(name, f"/forum/situations/{slug}") for _, _, slug, name in ordered)


def all_tags() -> list[SharedTag]:
    """For the page of the keepers: also retired ones, without those that were merged."""
    rows = select(SharedTag).where(SharedTag.merged_into_id.is_(None))
    return list(db.session.scalars(rows.order_by(*IN_ORDER)))


def tag_of_id(tag_id: int) -> SharedTag:
    """A tag that was not merged. Raises NotFound."""
    rows = select(SharedTag).where(SharedTag.id == tag_id, SharedTag.merged_into_id.is_(None))
    return found(db.session.scalar(rows))


def tag_of_slug(slug: str) -> SharedTag:
    """The tag at that address, or what it was merged into. Raises NotFound."""
    tag = found(db.session.scalar(select(SharedTag).where(SharedTag.slug == _clean(slug))))
    return db.session.get_one(SharedTag, tag.merged_into_id) if tag.merged_into_id else tag


def tag_named(slug: str) -> SharedTag | None:
    """The same, or None: for what an address asks besides."""
    try:
        return tag_of_slug(slug) if slug else None
    except NotFound:
        return None


def slugs_behind(tag: SharedTag) -> list[str]:
    """Its own slug, and those of the tags that were merged into it."""
    merged = select(SharedTag.slug).where(SharedTag.merged_into_id == tag.id)
    return [tag.slug, *db.session.scalars(merged.order_by(SharedTag.slug))]


def slugs_of(kind: str, piece_id: int) -> list[str]:
    """The slugs of the tags that a piece has, as forms name them."""
    rows = select(SharedTag.slug).join(Tagging, Tagging.tag_id == SharedTag.id).where(
        Tagging.kind == kind, Tagging.piece_id == piece_id)
    return list(db.session.scalars(rows.order_by(*IN_ORDER)))


def joined_tags(kind: str, piece_id: int) -> str | None:
    """The tags of a piece, for `shown_tags`."""
    return db.session.scalar(select(tags_of_row(kind, literal(piece_id))))


def tag_ids_of(kind: str, piece_id: int) -> Select:
    return select(Tagging.tag_id).where(Tagging.kind == kind, Tagging.piece_id == piece_id)


def pieces_with(kind: str, tag_ids: Iterable[int]) -> list[Select]:
    """The ids of the pieces of a kind that have each of these tags, as one statement for each."""
    return [select(Tagging.piece_id).where(Tagging.tag_id == tag_id, Tagging.kind == kind)
            for tag_id in tag_ids]


def places_with(tag_id: int) -> set[str]:
    """What has a tag, as the search index names places: "topic 7"."""
    rows = select(Tagging.kind, Tagging.piece_id).where(Tagging.tag_id == tag_id)
    return {f"{kind} {piece_id}" for kind, piece_id in db.session.execute(rows)}


def uses() -> dict[int, int]:
    """On how many pieces each tag stands, whoever may read them: for its keepers."""
    rows = select(Tagging.tag_id, func.count()).group_by(Tagging.tag_id)
    return {tag_id: number for tag_id, number in db.session.execute(rows)}


def _clean(slug: str) -> str:
    return slug.replace("\x00", "")[:50]
