"""The listener that appends every event to the audit record."""
from sqlalchemy import insert

from peoplehub.audit.models import Record
from peoplehub.audit.reasons import record_with_reason
from peoplehub.core.column_queries import change
from peoplehub.core.events import Event, PieceEvent
from peoplehub.core.publications import piece_of

KEPT = insert(Record.__table__)


def record(event: Event) -> None:
    """Listener of every event: append a row. Events carry ids and short codes only, so no text of
    people is stored; a typed reason goes beside the row. The author of an anonymous piece is left
    out."""
    about = dict(vars(event))
    if "reason" in about:
        return record_with_reason(type(event).__name__, about.pop("reason"), about)
    if isinstance(event, PieceEvent) and piece_of(event).anonymous:
        about["by_id"] = None  # learning who wrote unnamed is an act with a reason
    change(KEPT, happened=type(event).__name__, about=about)
