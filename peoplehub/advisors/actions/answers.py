"""What an advisor answers to a request."""
from typing import Any, cast

from peoplehub.accounts import queries as people
from peoplehub.accounts.models import User
from peoplehub.advisors import offers, policy, queries
from peoplehub.advisors.actions import matches
from peoplehub.advisors.events import OfferDeclined, RequestAccepted
from peoplehub.advisors.models import ACCEPTED, DECLINED, AdvisorRequest, RequestOffer
from peoplehub.core import clock, limits
from peoplehub.core.acts import act, announce
from peoplehub.core.errors import Forbidden, NotFound, require
from peoplehub.core.preparation import prepared_by
from peoplehub.messages import actions as messages, closed_conversations, queries as conversations
from peoplehub.messages.models import Message

TOO_LATE = "Somebody else was a little sooner, or the request was taken back. Thank you."
YOU_ARE_FULL = ("You support as many families as you said you can. Choose a higher number in your "
                "hours, or say that you cannot take this one.")


def _prepare(advisor: User, parent: User, request_id: int) -> None:
    """What `messages.start` prepares: the words are rendered before any lock is held."""
    text = queries.words_of(request_id)
    for prepare in cast(Any, messages.start).prepare:
        prepare(parent, advisor, text, f"request-{request_id}")


@act
@prepared_by(_prepare)
def accept(advisor: User, parent: User, request_id: int) -> AdvisorRequest:
    """Say yes: a conversation opens, and what the parent wrote is its first message. Raises
    Forbidden when somebody else was sooner. A second time changes nothing."""
    request = queries.locked(request_id)
    if request.accepted_by_id == advisor.id:
        return request
    offer = _offer_to(advisor, request)
    require(policy.may_answer(advisor, offer), TOO_LATE)
    require(request.user_id == parent.id and not people.are_blocked(advisor.id, parent.id),
            TOO_LATE)
    _require_room(advisor, offer)
    offer.answered_at, offer.outcome = clock.now(), ACCEPTED
    offers.close(request, ACCEPTED)
    request.accepted_by_id = advisor.id
    first = _open_talk(parent, advisor, request)
    request.conversation_id = first.conversation_id
    matches.begin(request, request.text, first.number)
    request.text = ""
    announce(RequestAccepted(advisor.id, request.id, first.conversation_id))
    return request


@act
def decline(advisor: User, request_id: int) -> AdvisorRequest:
    """Say that one cannot: the next is asked at once. A second time changes nothing."""
    request = queries.locked(request_id)
    offer = _offer_to(advisor, request)
    if not offer.is_open:
        return request
    require(policy.may_answer(advisor, offer), TOO_LATE)
    offer.answered_at, offer.outcome = clock.now(), DECLINED
    announce(OfferDeclined(advisor.id, request.id))
    offers.go_on(request)
    return request


def _offer_to(advisor: User, request: AdvisorRequest) -> RequestOffer:
    offer = next((one for one in request.offers if one.advisor_id == advisor.id), None)
    if offer is None:
        raise NotFound()
    return offer


def _require_room(advisor: User, offer: RequestOffer) -> None:
    """Under the lock of the advisor, so that two yeses at once do not make one too many."""
    profile = queries.profile_of(advisor.id)
    if profile is None or offer.assigned_by_id is not None:
        return
    if queries.families_of([advisor.id]).get(advisor.id, 0) >= profile.places:
        raise Forbidden(YOU_ARE_FULL)


def _open_talk(parent: User, advisor: User, request: AdvisorRequest) -> Message:
    """The words as a message in the conversation of the two. Where one waited to be accepted, it
    is."""
    known = conversations.conversation_with(parent, advisor)
    if known is not None and known.is_request and known.started_by_id == parent.id:
        messages.accept(advisor, known)
    if known is not None:
        for one in (parent, advisor):
            closed_conversations.close(one, known, False)  # a yes opens it again, whoever closed it
    with limits.unlimited():
        return messages.start(parent, advisor, request.text,
                              f"request-{request.id}",
                              invited=True)
