"""The beginning and the end of a match of a family and an advisor."""
from peoplehub.accounts.models import User
from peoplehub.advisors import policy, queries
from peoplehub.advisors.events import MatchEnded
from peoplehub.advisors.models import FINISH, LAPSED, PERIOD, AdvisorRequest, SupportMatch
from peoplehub.core import clock
from peoplehub.core.acts import act, announce, save
from peoplehub.core.errors import found, require

NOT_YOURS = "This is for coordinators."
NOT_YET = "The two can still say how it ends. You can end it three days after their eight weeks."
OVER = "This is over already. There is nothing more to do."


def begin(request: AdvisorRequest, purpose: str, counted_number: int) -> SupportMatch:
    """For eight weeks from now. `counted_number`: of the message that holds the request. Only
    within the act that accepts it."""
    now = clock.now()
    return save(SupportMatch(
        request_id=request.id, person_id=request.user_id, advisor_id=found(request.accepted_by_id),
        conversation_id=request.conversation_id, purpose=purpose, began_at=now,
        ends_at=now + PERIOD, counted_number=counted_number))


@act
def finish(person: User, match_id: int) -> SupportMatch:
    """Either of the two says that they have finished: the advisor has room for another family. They
    can still write to each other. A second time changes nothing."""
    match = queries.locked_match(match_id)
    if not match.is_open and person.id in match.people_ids:
        return match
    require(policy.may_end(person, match), OVER)
    close(match, FINISH, person.id)
    return match


@act
def end_for_them(coordinator: User, match_id: int) -> SupportMatch:
    """A coordinator has asked, or nobody answers: it has ended. A second time changes nothing."""
    match = queries.locked_match(match_id)
    require(policy.may_coordinate(coordinator), NOT_YOURS)
    if match.is_open:
        require(policy.may_end_for_them(coordinator, match), NOT_YET)
        close(match, LAPSED, coordinator.id)
    return match


def close(match: SupportMatch, ending: str, person_id: int | None) -> None:
    """Give it that ending; what the family asked for is not needed any more. Only within an act."""
    match.ended_at, match.ended_by_id, match.ending = clock.now(), person_id, ending
    match.purpose = ""
    announce(MatchEnded(person_id, match.id, ending))
