"""Asking for an advisor, taking a request back, and the clock that asks the next one."""
from datetime import timedelta

from sqlalchemy import delete, select, update

from peoplehub.accounts.models import User
from peoplehub.advisors import offers, policy, queries
from peoplehub.advisors.actions.silence import pause_unheard
from peoplehub.advisors.choices import known
from peoplehub.advisors.events import AdvisorRequested, RequestCancelled, RequestOpened
from peoplehub.advisors.models import CANCELLED, AdvisorRequest, RequestOffer
from peoplehub.core import clock, jobs, limits
from peoplehub.core.acts import act, announce, save
from peoplehub.core.errors import Forbidden, Invalid, require
from peoplehub.core.extensions import db
from peoplehub.core.text import normalize

NOT_YOU = ("Peer advisors are for families and people with a budget. If you work in care, please "
           "write to the team.")
ONE_OPEN = ("You have a request that is open. You can see there how it goes, or take it back and "
            "ask anew. What you typed is safe.")
NOT_NOW = ("{} cannot take a request just now. You can ask whoever is free first instead. What you "
           "typed is safe.")
CLOSED = "This request is closed. There is nothing more to do."
WORDS_KEPT_FOR = timedelta(days=30)  # of a request that was taken back
KEPT_FOR = timedelta(days=2 * 365)  # without words, for numbers


@act
def ask(person: User, text: str, chosen: User | None = None, *, urgent: bool = False,
        wants: dict[str, str] | None = None) -> AdvisorRequest:
    """Ask for an advisor: the `chosen` one, or whoever is free first. Raises Invalid where the
    chosen one cannot be asked, Forbidden while another request is open."""
    require(policy.may_ask(person), NOT_YOU)
    if queries.open_request_of(person.id) is not None:
        raise Forbidden(ONE_OPEN)
    limits.ask("conversation", person.id)
    listed = _listed(person, chosen) if chosen else None
    request = save(AdvisorRequest(
        user_id=person.id, text=normalize(text), chosen_id=chosen.id if chosen else None,
        urgent=urgent, wants=known(wants or {}), asked_at=clock.now()))
    announce(AdvisorRequested(person.id, request.id))
    offers.begin(request, listed)
    return request


@act
def cancel(person: User, request_id: int) -> AdvisorRequest:
    """Take it back. A second time changes nothing."""
    request = queries.locked(request_id)
    if request.outcome == CANCELLED and policy.may_see(person, request):
        return request
    require(policy.may_cancel(person, request), CLOSED)
    offers.close(request, CANCELLED)
    announce(RequestCancelled(person.id, request.id))
    return request


@act
def open_to_all(person: User, request_id: int) -> AdvisorRequest:
    """Whoever is free first may answer it too, not only the chosen one, who stays asked."""
    request = queries.locked(request_id)
    require(policy.may_see(person, request) and request.is_open, CLOSED)
    if request.chosen_id is not None:
        request.chosen_id = None
        announce(RequestOpened(person.id, request.id))
        offers.go_on(request)
    return request


@jobs.every(minute="*")
def pass_on_due() -> None:
    """Each minute: ask the next advisor where one has not answered in time, or cannot be asked any
    more. Each on its own."""
    began = clock.now()
    waiting = db.session.scalars(select(AdvisorRequest).where(AdvisorRequest.closed_at.is_(None)))
    due = [request.id for request in waiting.all() if offers.is_stale(request)]
    jobs.each(pass_on, due)
    unheard = [page.id for page in queries.known_profiles(queries.ran_out(began))]
    jobs.each(lambda page_id: pause_unheard(page_id, began), unheard)


@act
def pass_on(request_id: int) -> None:
    """Unless it was answered just now, or another worker came first."""
    request = queries.locked(request_id)
    if request.is_open and offers.is_stale(request):
        offers.go_on(request)


@jobs.every(hour="4", minute="25")
@act
def forget_old_requests() -> None:
    """The words of what was taken back go after 30 days; the rest, without words, after two
    years."""
    now = clock.now()
    old = select(AdvisorRequest.id).where(AdvisorRequest.closed_at < now - KEPT_FOR)
    db.session.execute(update(AdvisorRequest).where(
        AdvisorRequest.closed_at < now - WORDS_KEPT_FOR, AdvisorRequest.text != "").values(text=""))
    db.session.execute(delete(RequestOffer).where(RequestOffer.request_id.in_(old)))
    db.session.execute(delete(AdvisorRequest).where(AdvisorRequest.closed_at < now - KEPT_FOR))


def _listed(person: User, chosen: User) -> queries.Listed:
    """The chosen advisor, as somebody who can be asked. Raises Invalid, and NotFound across a
    block."""
    listed = queries.advisor_for(person, chosen.slug)
    if chosen.id == person.id or not listed.presence.is_offered:
        raise Invalid(NOT_NOW.format(chosen.pen_name), "text")
    return listed
