"""Queries of hashes: what is blocked, and where copies of it stand."""
from typing import Any

from flask import current_app
from sqlalchemy import or_, select

from peoplehub.core import picture_hashes
from peoplehub.core.errors import NotFound
from peoplehub.core.extensions import db
from peoplehub.core.publications import KINDS
from peoplehub.core.viewers import Viewer
from peoplehub.online_safety import policy
from peoplehub.online_safety.models import BlockedFile, FileHash
from peoplehub.online_safety.queries.evidence import files_in_use

SHOWN = 50


def is_blocked(data: bytes) -> bool:
    """Whether a file is the same, or looks the same, as one that was taken down for good."""
    blocked = db.session.scalars(select(BlockedFile).where(
        BlockedFile.lifted_at.is_(None), BlockedFile.sha256 != "")).all()
    if not blocked:
        return False
    digest, seen = picture_hashes.sha256(data), picture_hashes.difference_hashes(data)
    return any(digest == one.sha256 or _looks_like(one, *seen) for one in blocked)


def copies_of(block: BlockedFile) -> list[Any]:
    """The pieces that show a copy and are not taken down yet, of every kind."""
    stored = select(FileHash.key, FileHash.sha256, FileHash.picture, FileHash.mirrored)
    keys = [key for key, sha256, *seen in db.session.execute(stored)
            if sha256 == block.sha256 or _looks_like(block, *seen)]
    found: list[Any] = []
    for model in KINDS.values():
        shown = select(model).where(model.holds_any(keys), model.hidden_at.is_(None))
        found += db.session.scalars(shown.order_by(model.id)).unique()
    return found


def unsearched() -> list[BlockedFile]:
    """Blocked files whose copies, or copies that are cut, have not been looked for yet."""
    waiting = or_(BlockedFile.searched_at.is_(None), BlockedFile.cuts.is_(None))
    asked = select(BlockedFile).where(waiting, BlockedFile.lifted_at.is_(None))
    return list(db.session.scalars(asked.order_by(BlockedFile.id)))


def unhashed_keys() -> list[str]:
    """The keys of files that rows name and whose hashes are not known. FrozenContent is never among
    them."""
    used: set[str] = set()
    for in_use in current_app.extensions["files in use"]:
        used |= {key for key in in_use() if key}
    return sorted(used - set(db.session.scalars(select(FileHash.key))) - files_in_use())


def blocked_for(viewer: Viewer) -> list[BlockedFile]:
    """The newest, for the page about them. Raises NotFound for who is not of the team."""
    if not policy.may_oversee(viewer):
        raise NotFound()
    rows = select(BlockedFile).where(BlockedFile.lifted_at.is_(None))
    return list(db.session.scalars(rows.order_by(BlockedFile.id.desc()).limit(SHOWN)))


def block_for(viewer: Viewer, block_id: int) -> BlockedFile:
    """Of that id. Raises NotFound for who is not of the team."""
    block = db.session.get(BlockedFile, block_id)
    if block is None or not policy.may_oversee(viewer):
        raise NotFound()
    return block


def blocked_in(kind: str, piece_id: int) -> list[BlockedFile]:
    """What is blocked because of that piece."""
    asked = select(BlockedFile).where(BlockedFile.kind == kind, BlockedFile.piece_id == piece_id,
                                      BlockedFile.lifted_at.is_(None))
    return list(db.session.scalars(asked.order_by(BlockedFile.id)))


def _looks_like(blocked: BlockedFile, picture: str, mirrored: str) -> bool:
    return any(picture_hashes.looks_the_same(one, seen)
               for one in blocked.pictures for seen in (picture, mirrored))
