"""Everything that one account wrote, taken down in one act, and put back where it was. Only within
an act that has locked it all."""
from sqlalchemy import select

from peoplehub.accounts.models import User
from peoplehub.core import clock
from peoplehub.core.acts import announce, save
from peoplehub.core.events import Moderated
from peoplehub.core.extensions import db
from peoplehub.core.publications import KINDS, REPORTABLE, Publication
from peoplehub.moderation import cases
from peoplehub.moderation.actions.decisions import close_reports
from peoplehub.moderation.models import GRAVE, DecisionNotice, RemovedPiece


def pieces_of(person: User) -> list[Publication]:
    """All that they wrote and that is not taken down or taken away yet, of every kind."""
    found: list[Publication] = []
    for model in KINDS.values():
        theirs = select(model).where(model.author_id == person.id, model.hidden_at.is_(None),
                                     model.deleted_at.is_(None), model.published_at.is_not(None))
        found += db.session.scalars(theirs.order_by(model.id)).unique()
    return found


def take_down_all(moderator: User, person: User, notice: DecisionNotice) -> None:
    """Every piece, and the words of their profile. What was reported of it is settled with it, but
    for grave cases: those are read one by one."""
    found: list[Publication | User] = [*pieces_of(person)]
    for piece in found if person.hidden_at else [*found, person]:
        piece.hidden_at, piece.hidden_by_id = clock.now(), moderator.id
        piece.hidden_reason = notice.reason
        save(RemovedPiece(notice_id=notice.id, kind=piece.kind, piece_id=piece.id))
        case = cases.open_case_of(piece.kind, piece.id)
        if case is None or case.severity >= GRAVE or case.id == notice.case_id:
            close_reports(moderator, piece.kind, piece.id, "hidden", "")
        announce(Moderated(piece.kind, piece.id, moderator.id, "removed"))


def removed_by(notice: DecisionNotice) -> list[Publication | User]:
    """What that decision took down, to be locked and put back."""
    rows = db.session.scalars(select(RemovedPiece).where(RemovedPiece.notice_id == notice.id))
    pieces = [db.session.get(REPORTABLE[row.kind], row.piece_id) for row in rows]
    return [piece for piece in pieces if piece is not None]


def put_back_all(moderator: User, notice: DecisionNotice) -> None:
    """What was taken down by that decision, and by nothing else."""
    for piece in removed_by(notice):
        if piece.hidden_at:
            piece.hidden_at = piece.hidden_by_id = piece.hidden_reason = None
            announce(Moderated(piece.kind, piece.id, moderator.id, "returned"))

