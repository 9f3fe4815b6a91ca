"""Drafts of a form that stands in another place now."""
from collections.abc import Callable

from sqlalchemy import select
from sqlalchemy.orm import aliased

from peoplehub.core.database import FOR_NO_KEY_UPDATE
from peoplehub.core.extensions import db
from peoplehub.drafts.models import Draft


def move_drafts(place: str, to: str, fields: Callable[[dict], dict]) -> None:
    """Only within an act. What the same window has written in the other place already stays, and
    its words for this one too. `fields`: what a draft's fields are there. It is the same version:
    a window that sends these words takes the draft with them."""
    Other = aliased(Draft)
    taken = select(Other.id).where(Other.place == to, Other.user_id == Draft.user_id,
                                   Other.writer == Draft.writer).exists()
    rows = select(Draft).where(Draft.place == place, ~taken).order_by(Draft.id)
    for draft in db.session.scalars(rows.with_for_update(**FOR_NO_KEY_UPDATE).execution_options(
            populate_existing=True)):
        draft.place, draft.fields = to, fields(draft.fields)
