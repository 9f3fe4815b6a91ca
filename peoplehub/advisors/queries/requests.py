"""Reading requests: as the person who asked, as an advisor, or as a coordinator, who reads no
words."""
from dataclasses import dataclass
from datetime import datetime, timedelta
from urllib.parse import parse_qs, urlsplit

from sqlalchemy import select
from sqlalchemy.orm import joinedload, selectinload

from peoplehub.accounts import queries as people
from peoplehub.accounts.models import blocked_either_way
from peoplehub.accounts.tokens import hash_of
from peoplehub.advisors import policy
from peoplehub.advisors.models import (
    ACCEPTED,
    CANCELLED,
    DECLINED,
    EXPIRED,
    AdvisorRequest,
    AdvisorSettings,
    PendingRequest,
    RequestOffer,
)
from peoplehub.advisors.queries.matches import match_of
from peoplehub.core import clock
from peoplehub.core.errors import NotFound
from peoplehub.core.extensions import db
from peoplehub.core.locks import locked_row
from peoplehub.core.viewers import Viewer

NEW = "/support/new"
SHOWN_FOR = timedelta(hours=1)  # kept words, to whoever knows their address
MANY = 50
WITH_OFFERS = selectinload(AdvisorRequest.offers).joinedload(RequestOffer.advisor)


@dataclass(frozen=True)
class Step:
    """One thing that happened to a request, and when."""

    at: datetime
    words: str
    is_good: bool = False


def settings() -> AdvisorSettings:
    return db.session.get(AdvisorSettings, 1) or AdvisorSettings(id=1, offer_hours=12)


def request_for(viewer: Viewer, request_id: int) -> AdvisorRequest:
    """One's own request. Raises NotFound."""
    request = db.session.get(AdvisorRequest, request_id, options=[WITH_OFFERS])
    if request is None or not policy.may_see(viewer, request):
        raise NotFound()
    return request


def open_request_of(person_id: int | None) -> AdvisorRequest | None:
    mine = select(AdvisorRequest).where(
        AdvisorRequest.user_id == person_id, AdvisorRequest.closed_at.is_(None))
    return db.session.scalar(mine)


def my_requests(viewer: Viewer) -> list[AdvisorRequest]:
    """The newest first."""
    mine = select(AdvisorRequest).where(AdvisorRequest.user_id == viewer.id)
    newest = mine.order_by(AdvisorRequest.id.desc()).limit(MANY)
    return list(db.session.scalars(newest.options(joinedload(AdvisorRequest.accepted_by))))


def offer_for(viewer: Viewer, offer_id: int) -> RequestOffer:
    """An offer to this advisor. Raises NotFound."""
    offer = db.session.get(RequestOffer, offer_id)
    if offer is None or offer.advisor_id != viewer.id or not policy.may_advise(viewer):
        raise NotFound()
    return offer


def desk_of(viewer: Viewer) -> list[RequestOffer]:
    """What waits for an answer of this advisor, the oldest first. Nothing across a block."""
    mine = select(RequestOffer).join(AdvisorRequest).where(
        RequestOffer.advisor_id == viewer.id, RequestOffer.answered_at.is_(None),
        AdvisorRequest.closed_at.is_(None),
        AdvisorRequest.user_id.not_in(blocked_either_way(viewer.id or 0)))
    people_too = joinedload(RequestOffer.request).joinedload(AdvisorRequest.user)
    return list(db.session.scalars(mine.order_by(RequestOffer.id).options(people_too)))


def open_requests_for(viewer: Viewer) -> list[AdvisorRequest]:
    """For a coordinator, the oldest first. Raises NotFound."""
    if not policy.may_coordinate(viewer):
        raise NotFound()
    waiting = select(AdvisorRequest).where(AdvisorRequest.closed_at.is_(None))
    return list(db.session.scalars(waiting.order_by(AdvisorRequest.id).options(
        joinedload(AdvisorRequest.user), WITH_OFFERS)))


def locked(request_id: int) -> AdvisorRequest:
    """The request under its row's lock, as it is now. Only within an act. Raises NotFound."""
    return locked_row(AdvisorRequest, request_id, "offers")


def words_of(request_id: int) -> str:
    """Its words as they are now, without a viewer: for the act that sends them."""
    words = select(AdvisorRequest.text).where(AdvisorRequest.id == request_id)
    return db.session.scalar(words) or ""


def history_of(request: AdvisorRequest) -> list[Step]:
    """What happened to it, in the order of time, for the person who asked."""
    steps = [Step(request.asked_at, "You asked.")]
    for offer in request.offers:
        name = offer.advisor.pen_name
        by_hand = "A coordinator asked" if offer.assigned_by_id else "We asked"
        steps.append(Step(offer.offered_at, f"{by_hand} {name}."))
        if offer.answered_at and (said := ANSWERS.get(offer.outcome or "")):
            steps.append(Step(offer.answered_at, f"{name} {said}", offer.outcome == ACCEPTED))
    if request.told_at:
        steps.append(Step(request.told_at, "We told a coordinator, who looks after the advisors. "
                                           "They do not see your words."))
    if request.closed_at and request.outcome == CANCELLED:
        steps.append(Step(request.closed_at, "You took your request back."))
    if (match := match_of(request.id)) and match.ended_at:
        steps.append(Step(match.ended_at, "You have finished, for now."))
    return sorted(steps, key=lambda step: step.at)


ANSWERS = {
    ACCEPTED: "said yes.",
    DECLINED: "cannot take it just now.",
    EXPIRED: "did not answer in time, so we asked on.",
}


def pending_of(address: str) -> PendingRequest | None:
    """The kept request that an address of this site leads to."""
    parts = urlsplit(address)
    token = parse_qs(parts.query).get("kept", [""])[0]
    return _pending(token) if parts.path == NEW else None


def pending_for(viewer: Viewer, token: str, own_token: str) -> PendingRequest | None:
    """The kept request of that token: for whom it belongs to; before that for whom an email led to
    it, and for an hour for the browser that wrote it or who signs in on the way."""
    kept = _pending(token)
    if kept is None or kept.person_id is not None:
        return kept if kept is not None and kept.person_id == viewer.id else None
    if viewer.id is not None and people.was_led_on_to(viewer.id, f"{NEW}?kept={token}"):
        return kept
    is_fresh = clock.now() - kept.saved_at < SHOWN_FOR
    return kept if is_fresh and (viewer.id is not None or token == own_token) else None


def _pending(token: str) -> PendingRequest | None:
    kept = select(PendingRequest).where(PendingRequest.token_hash == hash_of(token))
    return db.session.scalar(kept) if token else None
