"""Queries of members' templates. Every query that shows something takes the viewer first."""
from collections.abc import Collection
from dataclasses import dataclass

from sqlalchemy import Select, func, select
from sqlalchemy.orm import joinedload
from werkzeug.datastructures import MultiDict

from peoplehub.core.errors import NotFound
from peoplehub.core.extensions import db
from peoplehub.core.paging import Page, fetch_page
from peoplehub.core.viewers import Viewer
from peoplehub.library.topics import TOPICS
from peoplehub.member_templates import policy
from peoplehub.member_templates.choices import TYPES, WAITING
from peoplehub.member_templates.models import MemberTemplate
from peoplehub.tags.queries import pieces_with

NOT_SENT = (
    "There is no such template to look at. Perhaps its member is changing it just now: then it "
    "comes back to the list when it is sent again."
)
A_PAGE = 12
MOST_LISTED = 100  # of somebody's own, and of what waits


@dataclass(frozen=True)
class TemplateFilter:
    """What somebody looks for. Unknown choices are left out."""

    types: tuple[str, ...] = ()
    topics: tuple[str, ...] = ()

    @classmethod
    def from_args(cls, args: MultiDict[str, str]) -> "TemplateFilter":
        return cls(tuple(one for one in TYPES if one in args.getlist("type")),
                   tuple(one for one in TOPICS if one in args.getlist("topic")))


def templates_for(viewer: Viewer, wanted: TemplateFilter,
                  number: int = 1) -> tuple[Page, list[MemberTemplate]]:
    """One page of those that are out and fit what is wanted, the newest first."""
    rows = _out(viewer)
    if wanted.types:
        rows = rows.where(MemberTemplate.template_type.in_(wanted.types))
    if wanted.topics:
        rows = rows.where(MemberTemplate.topic.in_(wanted.topics))
    rows = rows.order_by(MemberTemplate.published_at.desc(), MemberTemplate.id.desc())
    templates, page = fetch_page(rows, number, A_PAGE, joinedload(MemberTemplate.author))
    return page, templates


def counts_for(viewer: Viewer) -> dict[str, int]:
    """How many are out of each type and of each topic, by its name."""
    out = _out(viewer).subquery()
    counted = [db.session.execute(select(column, func.count()).group_by(column))
               for column in (out.c.template_type, out.c.topic)]
    return {name: number for rows in counted for name, number in rows}


def tagged_for(viewer: Viewer, tag_ids: Collection[int], most: int = 4) -> list[MemberTemplate]:
    """Those that are out and have all of these tags, the most used first."""
    those = [MemberTemplate.id.in_(ids) for ids in pieces_with(MemberTemplate.kind, tag_ids)]
    rows = _out(viewer).where(*those).options(joinedload(MemberTemplate.author))
    return list(db.session.scalars(
        rows.order_by(MemberTemplate.downloads.desc(), MemberTemplate.id).limit(most)))


def template_for(viewer: Viewer, slug: str) -> MemberTemplate:
    """The one of that address, if the viewer may read it. Raises NotFound."""
    return _one(MemberTemplate.readable(viewer).where(MemberTemplate.slug == slug[:80]))


def own_for(viewer: Viewer) -> list[MemberTemplate]:
    """The viewer's own, the newest first."""
    rows = _own(viewer).order_by(MemberTemplate.id.desc()).limit(MOST_LISTED)
    return list(db.session.scalars(rows))


def own_template(viewer: Viewer, template_id: int) -> MemberTemplate:
    """The viewer's own of that number. Raises NotFound."""
    return _one(_own(viewer).where(MemberTemplate.id == template_id))


def waiting_for(viewer: Viewer) -> list[MemberTemplate]:
    """What waits to be looked at, the longest first, without the reviewer's own."""
    rows = _sent(viewer).where(MemberTemplate.state == WAITING)
    rows = rows.order_by(MemberTemplate.sent_at, MemberTemplate.id).limit(MOST_LISTED)
    return list(db.session.scalars(rows))


def reviewed_for(viewer: Viewer, most: int = 30) -> list[MemberTemplate]:
    """What reviewers decided last."""
    rows = _sent(viewer).where(MemberTemplate.state != WAITING)
    rows = rows.order_by(MemberTemplate.reviewed_at.desc(), MemberTemplate.id.desc())
    return list(db.session.scalars(rows.options(joinedload(MemberTemplate.reviewer)).limit(most)))


def template_to_review(viewer: Viewer, template_id: int) -> MemberTemplate:
    """The one of that number, if the viewer may review it. Raises NotFound."""
    found = db.session.scalar(_sent(viewer).where(MemberTemplate.id == template_id).options(
        joinedload(MemberTemplate.author), joinedload(MemberTemplate.reviewer)))
    if found is None or not policy.may_review_this(viewer, found):
        raise NotFound(NOT_SENT)
    return found


def files_in_use() -> set[str]:
    """The keys of all files of templates, without a viewer: for internal use."""
    return set(db.session.scalars(select(MemberTemplate.file_key)))


def _out(viewer: Viewer) -> Select:
    return MemberTemplate.readable(viewer).where(MemberTemplate.is_out())


def _own(viewer: Viewer) -> Select:
    return select(MemberTemplate).where(
        MemberTemplate.author_id == viewer.id, MemberTemplate.deleted_at.is_(None))


def _sent(viewer: Viewer) -> Select:
    if not policy.may_review(viewer):
        raise NotFound()
    return MemberTemplate.readable(viewer).where(
        MemberTemplate.author_id != viewer.id, MemberTemplate.deleted_at.is_(None))


def _one(rows: Select) -> MemberTemplate:
    found = db.session.scalar(rows.options(
        joinedload(MemberTemplate.author), joinedload(MemberTemplate.reviewer)))
    if found is None:
        raise NotFound()
    return found
