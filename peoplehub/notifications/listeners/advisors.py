"""Telling whoever asked for an advisor that one has said yes."""
from peoplehub.advisors.events import RequestAccepted
from peoplehub.advisors.models import AdvisorRequest
from peoplehub.core.extensions import db
from peoplehub.notifications.notify import notify


def tell_of_acceptance(event: RequestAccepted) -> None:
    """Listener: in the site, and by a letter that says nothing."""
    request = db.session.get_one(AdvisorRequest, event.request_id)
    notify([request.user_id], "support", f"request {request.id}", "advisor-request", request.id,
           event.advisor_id)
