"""The rule by which a request is offered to advisors. Everything here runs within an act that holds
the lock of the request.

A request for one advisor is theirs alone until they answer, or `offer_hours` are over. Then, and
for whoever is free first, all who are there now are asked at once, and so many of those who usually
answer soonest that three have it; three more every three hours, or every quarter of an hour for
"Talk now", and whoever's evening begins. The first yes wins. A coordinator is told before it goes
wrong.
"""
from datetime import datetime, timedelta

from peoplehub.accounts import queries as people
from peoplehub.accounts.models import ADMIN, COORDINATOR, User
from peoplehub.advisors import queries
from peoplehub.advisors.events import CoordinatorTold, OfferExpired, RequestOffered
from peoplehub.advisors.models import (
    EXPIRED,
    WITHDRAWN,
    AdvisorRequest,
    RequestOffer,
)
from peoplehub.advisors.queries import Listed
from peoplehub.core import clock, mail
from peoplehub.core.acts import announce, save
from peoplehub.core.extensions import db
from peoplehub.push import outbox

SUBJECT = "PeopleHub: somebody would like to talk"
STUCK = "PeopleHub: a family waits for an advisor"
AT_ONCE = 3  # asked together, with those who are there
UNKNOWN = 60.0  # minutes, of an advisor of whom it is not known yet how soon they answer
MOST_AT_ONCE = 6  # of those who are there now
MORE_AFTER, MORE_AFTER_URGENT = timedelta(hours=3), timedelta(minutes=15)
LOOK_AGAIN = timedelta(hours=1)  # where there is nobody to ask
FAILED = 2  # advisors who did not take it, before a coordinator is told
WORSE = ("", "waiting", "failed", "nobody")


def begin(request: AdvisorRequest, chosen: Listed | None) -> None:
    """Ask the chosen advisor, or those who fit best."""
    if chosen is not None:
        _offer(request, [chosen])
        set_clock(request, candidates_for(request))
    else:
        go_on(request)


def go_on(request: AdvisorRequest) -> None:
    """End the offers that are over, ask more advisors where it is time, and set the clock."""
    _end_offers(request)
    candidates = candidates_for(request)
    if not _waits_for_chosen(request):
        chosen = _next(request, candidates)
        _offer(request, chosen)
        asked = {one.user.id for one in chosen}
        candidates = [one for one in candidates if one.user.id not in asked]
    _tell_coordinators(request, candidates)
    set_clock(request, candidates)


def is_stale(request: AdvisorRequest) -> bool:
    """Whether the clock has something to do: its time has come, or somebody who was asked cannot be
    asked any more."""
    if request.next_at is None or request.next_at <= clock.now():
        return True
    return bool(_no_longer_offered(request))


def candidates_for(request: AdvisorRequest) -> list[Listed]:
    """Who can be asked and was not yet, the best first."""
    asked = {offer.advisor_id for offer in request.offers}
    kept_away = (people.blocked_ids(request.user) | {request.user_id}
                 | queries.former_advisors(request.user_id))
    return [one for one in queries.listed(queries.known_profiles(), request.wants)
            if one.presence.is_offered and one.fits >= 0
            and one.user.id not in asked | kept_away]


def assign(request: AdvisorRequest, advisor: User, coordinator: User) -> None:
    """Ask one advisor by hand, also one who was asked before."""
    hours = timedelta(hours=queries.settings().offer_hours)
    known = next((one for one in request.offers if one.advisor_id == advisor.id), None)
    offer = known or RequestOffer(request_id=request.id, advisor_id=advisor.id)
    offer.offered_at, offer.expires_at = clock.now(), clock.now() + hours
    offer.answered_at, offer.outcome, offer.assigned_by_id = None, None, coordinator.id
    save(offer)
    _write_to(request, [advisor])
    announce(RequestOffered(request.id, advisor.id, coordinator.id))


def close(request: AdvisorRequest, outcome: str) -> None:
    """It is answered or taken back: nobody else is asked, and what was sent is withdrawn."""
    now = clock.now()
    for offer in request.offers:
        if offer.is_open:
            offer.answered_at, offer.outcome = now, WITHDRAWN
    request.closed_at, request.outcome, request.next_at = now, outcome, None
    mail.withdraw([f"request {request.id}"])
    outbox.withdraw(f"request {request.id}")


def set_clock(request: AdvisorRequest, candidates: list[Listed]) -> None:
    """When the rule looks at it next."""
    now = clock.now()
    hours = timedelta(hours=queries.settings().offer_hours)
    moments = [offer.expires_at for offer in request.offers if offer.is_open]
    if not _waits_for_chosen(request):
        more = MORE_AFTER_URGENT if request.urgent else MORE_AFTER
        moments += [one.presence.next_at for one in candidates
                    if one.presence.next_at and one.presence.next_at > now]
        moments.append(now + (more if candidates else LOOK_AGAIN))
    elif request.urgent:
        moments.append(now + MORE_AFTER_URGENT)
    if request.asked_at + hours > now:
        moments.append(request.asked_at + hours)
    request.next_at = min(moments)


def _next(request: AdvisorRequest, candidates: list[Listed]) -> list[Listed]:
    """Everybody who is there now, and so many others that as many as should have it at a time do:
    one more group of them where it is time for that."""
    here = [one for one in candidates if one.presence.is_on][:MOST_AT_ONCE]
    waiting = [offer.offered_at for offer in request.offers if offer.is_open]
    more = MORE_AFTER_URGENT if request.urgent else MORE_AFTER
    is_time = not waiting or max(waiting) + more <= clock.now()
    wanted = (AT_ONCE if is_time else AT_ONCE - len(waiting)) - len(here)
    return here + _soonest([one for one in candidates if one not in here])[: max(0, wanted)]


def _soonest(candidates: list[Listed]) -> list[Listed]:
    """Who fits best first, and of these who usually answers soonest."""
    usual = queries.usual_minutes([one.user.id for one in candidates])
    return sorted(candidates, key=lambda one: (-one.fits, usual.get(one.user.id, UNKNOWN)))


def _waits_for_chosen(request: AdvisorRequest) -> bool:
    """Whether it is before the advisor whom they chose, and before nobody else."""
    if request.chosen_id is None:
        return False
    mine = next((one for one in request.offers if one.advisor_id == request.chosen_id), None)
    if mine is None or not mine.is_open:
        return False
    return not request.urgent or mine.offered_at + MORE_AFTER_URGENT > clock.now()


def _offer(request: AdvisorRequest, those: list[Listed]) -> None:
    hours = timedelta(hours=queries.settings().offer_hours)
    for one in those:
        save(RequestOffer(request_id=request.id, advisor_id=one.user.id, was_on=one.presence.is_on,
                          offered_at=clock.now(), expires_at=clock.now() + hours))
        announce(RequestOffered(request.id, one.user.id))
    _write_to(request, [one.user for one in those])


def _write_to(request: AdvisorRequest, advisors: list[User]) -> None:
    """An email and a push, without a word of the request; then what was read of it is old."""
    db.session.expire(request, ["offers"])
    about = f"request {request.id}"
    mail.write_to_all([(one.email, about) for one in advisors], SUBJECT, "advisor-asked",
                      wait=timedelta())
    outbox.queue_push([one.id for one in advisors], "advisor", "/advising", about)


def _end_offers(request: AdvisorRequest) -> None:
    gone = _no_longer_offered(request)
    for offer in request.offers:
        if offer.is_open and offer.expires_at <= clock.now():
            offer.answered_at, offer.outcome = clock.now(), EXPIRED
            announce(OfferExpired(offer.advisor_id, request.id))
        elif offer.is_open and offer.advisor_id in gone:
            offer.answered_at, offer.outcome = clock.now(), WITHDRAWN


def _no_longer_offered(request: AdvisorRequest) -> set[int]:
    """Who was asked and has become full, away or paused since, or one of the two blocked the other.
    Who was asked by hand stays asked unless there is a block."""
    waiting = {offer.advisor_id: offer for offer in request.offers if offer.is_open}
    here = {one.user.id for one in queries.listed(queries.known_profiles(list(waiting)), {})
            if one.presence.is_offered}
    blocked = people.blocked_ids(request.user)
    return {advisor_id for advisor_id, offer in waiting.items() if advisor_id in blocked
            or (advisor_id not in here and offer.assigned_by_id is None)}


def _tell_coordinators(request: AdvisorRequest, candidates: list[Listed]) -> None:
    reason = _trouble(request, candidates)
    is_worse = WORSE.index(reason) > WORSE.index(request.told_reason)
    if not is_worse and not (reason == WORSE[-1] and _was_told_before_the_last(request)):
        return
    request.told_at, request.told_reason = clock.now(), reason
    team = people.people_with_role(COORDINATOR) or people.people_with_role(ADMIN)
    about = f"request {request.id}"
    mail.write_to_all([(one.email, about) for one in team], STUCK, "advisor-needed",
                      wait=timedelta())
    outbox.queue_push([one.id for one in team], "advisor", "/advising/requests", about)
    announce(CoordinatorTold(request.id, reason))


def _was_told_before_the_last(request: AdvisorRequest) -> bool:
    """Whether somebody who was asked by hand since has not taken it either."""
    answers = [offer.answered_at for offer in request.offers if offer.answered_at is not None]
    return request.told_at is not None and any(at > request.told_at for at in answers)


def _trouble(request: AdvisorRequest, candidates: list[Listed]) -> str:
    """A key of `models.REASONS`, or ""."""
    offers = request.offers
    if not candidates and not any(offer.is_open for offer in offers):
        return "nobody"
    if request.failed >= FAILED:
        return "failed"
    late: datetime = request.asked_at + timedelta(hours=queries.settings().offer_hours)
    return "waiting" if late <= clock.now() else ""
