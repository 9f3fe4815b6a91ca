"""Drafts of a form that stands in another place now."""
from sqlalchemy import select, update
from sqlalchemy.orm import aliased

from peoplehub.core.extensions import db
from peoplehub.drafts.models import Draft


def move_drafts(place: str, to: str) -> None:
    """Only within an act. What the same window has written in the other place already stays, and
    its words for this one too."""
    Other = aliased(Draft)
    taken = select(Other.id).where(Other.place == to, Other.user_id == Draft.user_id,
                                   Other.writer == Draft.writer).exists()
    db.session.execute(update(Draft).where(Draft.place == place, ~taken).values(place=to)
                       .execution_options(synchronize_session=False))
