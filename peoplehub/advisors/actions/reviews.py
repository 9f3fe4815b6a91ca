"""What the two of a match answer half way and before the end, and what comes of it."""
from peoplehub.accounts.models import User
from peoplehub.advisors import offers, policy, queries
from peoplehub.advisors.actions import matches
from peoplehub.advisors.events import AdvisorRequested, MatchRenewed, ReviewAnswered
from peoplehub.advisors.models import (
    ANOTHER,
    ENDING,
    FINISH,
    PERIOD,
    RENEW,
    AdvisorRequest,
    SupportMatch,
)
from peoplehub.core import clock
from peoplehub.core.acts import act, announce, save
from peoplehub.core.errors import Invalid, require

NOT_ASKED = "Please choose one of the answers on this page."
ON_WITH_ANOTHER = "I would like to go on with another peer advisor."  # where the words are gone


@act
def answer(person: User, other: User, match_id: int, said: str) -> SupportMatch:
    """Answer what is asked: CARRY_ON, CHANGE or RENEW, which change nothing by themselves, or
    FINISH or ANOTHER, which can be said at any time and end the match. Two RENEW renew it for
    eight weeks. `other`: the other of the two, so that both are locked. Raises Invalid where
    that answer is not asked for; a second time changes nothing."""
    match = queries.locked_match(match_id)
    require(person.id in match.people_ids and other.id in match.people_ids, matches.OVER)
    if not match.is_open:
        return match
    require(policy.may_review(person, match), matches.OVER)
    if said not in policy.answers_of(match, person.id):
        raise Invalid(NOT_ASKED)
    _note(match, person, said)
    if said == RENEW:
        _renew_if_both_say_so(match, person)
    elif said in (FINISH, ANOTHER):
        purpose = match.purpose
        matches.close(match, said, person.id)
        if said == ANOTHER:
            _ask_others(match, purpose)
    return match


def _note(match: SupportMatch, person: User, said: str) -> None:
    """In the question that is open; an answer can be changed."""
    review = policy.open_review(match, person.id)
    if review is not None:
        review.answer, review.answered_at = said, clock.now()
        announce(ReviewAnswered(person.id, match.id, review.id))


def _renew_if_both_say_so(match: SupportMatch, person: User) -> None:
    said = [match.review_of(one, ENDING) for one in match.people_ids]
    if all(one is not None and one.answer == RENEW for one in said):
        match.ends_at = max(match.ends_at, clock.now()) + PERIOD
        match.period, match.told_at = match.period + 1, None
        announce(MatchRenewed(person.id, match.id, match.period))


def _ask_others(match: SupportMatch, purpose: str) -> None:
    """The family's request goes to other advisors, with their words and what they looked for;
    unless one of theirs is open already. This advisor is not offered it again."""
    family = match.person
    if not policy.may_ask(family) or queries.open_request_of(family.id) is not None:
        return
    wants = match.request.wants if match.request else {}
    request = save(AdvisorRequest(user_id=family.id, text=purpose or ON_WITH_ANOTHER,
                                  wants=wants, asked_at=clock.now()))
    announce(AdvisorRequested(family.id, request.id))
    offers.begin(request, None)
