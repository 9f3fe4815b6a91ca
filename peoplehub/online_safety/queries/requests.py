"""Queries of requests, and of what is near its end."""
from datetime import datetime

from sqlalchemy import select

from peoplehub.core.database import FOR_NO_KEY_UPDATE
from peoplehub.core.errors import NotFound, found
from peoplehub.core.extensions import db
from peoplehub.core.viewers import Viewer
from peoplehub.moderation.models import Report
from peoplehub.online_safety import policy
from peoplehub.online_safety.models import INTIMATE, SafetyRequest

REPORTED_AS = ("intimate", "csea")  # reasons of reports about a picture


def request_with(reference: str) -> SafetyRequest:
    """For whoever has the reference: they sent it. Their page shows none of the words. Raises
    NotFound."""
    return found(db.session.scalar(
        select(SafetyRequest).where(SafetyRequest.reference == reference.upper()[:9])))


def request_for(viewer: Viewer, request_id: int) -> SafetyRequest:
    """Of that id, if the viewer may answer it. Raises NotFound."""
    request = db.session.get(SafetyRequest, request_id)
    if request is None or not policy.may_answer(viewer, request):
        raise NotFound()
    return request


def locked_request(request_id: int) -> SafetyRequest:
    """For an act: as it is now, and nobody else's to change. Raises NotFound."""
    asked = select(SafetyRequest).where(SafetyRequest.id == request_id)
    asked = asked.with_for_update(**FOR_NO_KEY_UPDATE).execution_options(populate_existing=True)
    return found(db.session.scalar(asked))


def reports_past(moment: datetime) -> list[tuple[str, int]]:
    """Kind and number of pieces with an open report of a private picture from before then."""
    asked = select(Report.kind, Report.piece_id).where(
        Report.reason == "intimate", Report.settled_at.is_(None), Report.reported_at <= moment)
    return [(kind, piece_id) for kind, piece_id in db.session.execute(asked.distinct())]


def requests_past(moment: datetime) -> list[int]:
    """Numbers of open requests about a picture that nobody has found yet, from before then."""
    asked = select(SafetyRequest.id).where(
        SafetyRequest.kind == INTIMATE, SafetyRequest.report_id.is_(None),
        SafetyRequest.decided_at.is_(None), SafetyRequest.received_at <= moment)
    return list(db.session.scalars(asked.order_by(SafetyRequest.id)))
