"""Each morning: advisors whose training ends soon, or who have not ticked the boundaries, are told
before families miss them."""
from datetime import date, timedelta

from sqlalchemy import select

from peoplehub.advisors import boundaries, policy, queries
from peoplehub.advisors.events import BoundariesAsked, TrainingExpiring
from peoplehub.advisors.models import AdvisorProfile
from peoplehub.core import clock, formatting, jobs
from peoplehub.core.acts import act, announce
from peoplehub.core.extensions import db

BEFORE = timedelta(days=30)


@jobs.every(hour="9", minute="5")
def remind_advisors() -> None:
    """Each on their own."""
    pages = [page for page in queries.known_profiles() if policy.may_advise(page.author)]
    jobs.each(remind_advisor, [page.id for page in pages if _is_ending(page) or _is_unasked(page)])


@act
def remind_advisor(page_id: int) -> None:
    """Once for each training and each version of the lines. Their coordinators are told of the
    training, too."""
    row = select(AdvisorProfile).where(AdvisorProfile.id == page_id).with_for_update()
    page = db.session.scalar(row.execution_options(populate_existing=True))
    if page is None or page.author_id is None:
        return
    if _is_ending(page) and page.training is not None:
        page.training.reminded_at = clock.now()
        announce(TrainingExpiring(page.author_id, page.training.id))
    if _is_unasked(page):
        page.asked_version = boundaries.VERSION
        announce(BoundariesAsked(page.author_id, boundaries.VERSION))


def _is_ending(page: AdvisorProfile) -> bool:
    """Whether the training that lasts longest ends within 30 days, and nobody was told."""
    training = page.training
    if training is None or training.reminded_at is not None:
        return False
    return _today() <= training.expires_on <= _today() + BEFORE


def _is_unasked(page: AdvisorProfile) -> bool:
    return not page.has_agreed and page.asked_version < boundaries.VERSION


def _today() -> date:
    return formatting.local(clock.now()).date()
