"""Break-glass access in a year, for trustees: on which day, and whether both people were told."""
from collections.abc import Iterator
from dataclasses import dataclass

from sqlalchemy import select

from peoplehub.core import formatting
from peoplehub.core.errors import NotFound
from peoplehub.core.extensions import db
from peoplehub.core.viewers import Viewer
from peoplehub.safeguarding.models import ConversationAccess
from peoplehub.statistics import policy
from peoplehub.statistics.months import begins

TITLE = "Private conversations that a lead opened"


@dataclass(frozen=True)
class Opening:
    """Without names: nobody learns from it whose messages they were, or which lead it was."""

    day: str
    told: str


def openings_for(viewer: Viewer, year: int) -> list[Opening]:
    """In the order of time. Raises NotFound for who may not see figures of months."""
    if not policy.may_see_months(viewer):
        raise NotFound()
    rows = select(ConversationAccess).where(
        ConversationAccess.opened_at >= begins(year, 1),
        ConversationAccess.opened_at < begins(year, 13)).order_by(ConversationAccess.id)
    return [Opening(formatting.day(one.opened_at), _told(one)) for one in db.session.scalars(rows)]


def csv_lines(openings: list[Opening]) -> Iterator[list[str]]:
    yield [TITLE, "How many", str(len(openings))]
    for one in openings:
        yield [TITLE, one.day, one.told]


def _told(access: ConversationAccess) -> str:
    if access.conversation_id is None:
        return "There were no messages"
    if access.told_at is not None:
        return f"Both were told on {formatting.day(access.told_at)}"
    if access.is_under_review:
        return "Not told: somebody should have looked again by now"
    if access.withheld_at is not None:
        return f"Not told yet: a second lead said why, until {access.review_words}"
    return "Told within 24 hours"
