"""An advisor who has stopped answering and told nobody: after two requests that ran out, one after
the other, they are paused, so that no further family waits its whole time for them."""
from datetime import datetime

from peoplehub.advisors import queries
from peoplehub.advisors.events import AdvisorUnheard
from peoplehub.advisors.models import AdvisorProfile
from peoplehub.core import clock
from peoplehub.core.acts import act, announce
from peoplehub.core.extensions import db


@act
def pause_unheard(page_id: int, since: datetime) -> None:
    """Where the second ran out `since` then. They end the pause in their hours."""
    page = db.session.get(AdvisorProfile, page_id, with_for_update=True, populate_existing=True)
    if page is None or page.author_id is None or page.paused_at is not None:
        return
    if queries.is_unheard(page.author_id, since):
        page.paused_at = clock.now()
        announce(AdvisorUnheard(page.author_id))
