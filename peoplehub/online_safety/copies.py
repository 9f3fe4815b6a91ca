"""Listeners: files of what was taken down because of a picture are blocked, and taken again when
the decision is undone. The search for copies is a job (`deadlines`)."""
from typing import Any

from peoplehub.core.acts import announce, save
from peoplehub.core.errors import Invalid
from peoplehub.core.events import Moderated
from peoplehub.core.extensions import db
from peoplehub.core.publications import REPORTABLE
from peoplehub.moderation.events import ReportSettled
from peoplehub.moderation.models import Report
from peoplehub.online_safety import queries
from peoplehub.online_safety.events import FileBlocked
from peoplehub.online_safety.models import BlockedFile, FileHash
from peoplehub.online_safety.queries.requests import REPORTED_AS

REFUSED = (
    "We cannot take this picture. It is the same as one that we had to take down, or looks very "
    "like it. Is that wrong? Go to “Contact the team”, then “Complaints”, and somebody looks."
)


def block_for_report(event: ReportSettled) -> None:
    """Listener: a report of a private picture was right, so no copy of its files is taken."""
    report = db.session.get_one(Report, event.report_id)
    if report.reason in REPORTED_AS and event.outcome == "hidden":
        piece = db.session.get(REPORTABLE[report.kind], report.piece_id)
        block_files(piece, report.reason, event.moderator_id)


def block_files(piece: Any, why: str, moderator_id: int | None) -> None:
    """Within an act. With the hashes, where they are known already."""
    known = {one.key for one in queries.blocked_in(piece.kind, piece.id)} if piece else set()
    for key in set(getattr(piece, "file_keys", ())) - known:
        kept = db.session.get(FileHash, key) or FileHash(sha256="", picture="", mirrored="")
        block = save(BlockedFile(
            key=key, why=why, kind=piece.kind, piece_id=piece.id, blocked_by_id=moderator_id,
            sha256=kept.sha256, picture=kept.picture, mirrored=kept.mirrored))
        announce(FileBlocked(block.id, moderator_id))


def take_again(event: Moderated) -> None:
    """Listener: a piece was put back, and with it its files."""
    if event.outcome in ("restored", "returned", "unfrozen"):
        for block in queries.blocked_in(event.kind, event.piece_id):
            db.session.delete(block)


def refuse_copy(data: bytes) -> None:
    """Raises Invalid for a copy of what was taken down for good."""
    if queries.is_blocked(data):
        raise Invalid(REFUSED, "picture")
