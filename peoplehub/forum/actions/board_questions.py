"""Before the team decides about a request to join a board: a question, and its answer."""
from peoplehub.accounts.models import User
from peoplehub.core import clock, limits
from peoplehub.core.acts import act, announce, save
from peoplehub.core.errors import require
from peoplehub.core.extensions import db
from peoplehub.core.idempotency import deduplicated
from peoplehub.forum import policy
from peoplehub.forum.actions.board_members import NOT_OPEN, locked_request
from peoplehub.forum.events import BoardQuestionAnswered, BoardQuestionAsked
from peoplehub.forum.models import BoardNote, BoardRequest
from peoplehub.forum.models.board_members import ANSWERED_IN, ASKED_FOR

NO_QUESTION = "There is no question of our team to answer just now."


@act
@deduplicated
def ask_back(moderator: User, request_id: int, text: str) -> BoardNote:
    """Their answer is waited for as long as `ASKED_FOR`; then the request is decided without it.
    Raises Forbidden once it is decided."""
    request = locked_request(request_id)
    require(policy.may_decide_request(moderator, request), NOT_OPEN)
    request.due_at = clock.now() + ASKED_FOR + ANSWERED_IN
    note = _note(request, moderator, text, by_team=True)
    announce(BoardQuestionAsked(moderator.id, request.id))
    return note


@act
@deduplicated
def answer_team(person: User, request_id: int, text: str) -> BoardNote:
    """Raises Forbidden where the last word is not a question of the team."""
    request = locked_request(request_id)
    require(policy.may_answer_team(person, request), NO_QUESTION)
    limits.ask("board request", person.id)
    request.due_at = clock.now() + ANSWERED_IN
    note = _note(request, person, text, by_team=False)
    announce(BoardQuestionAnswered(person.id, request.id))
    return note


def _note(request: BoardRequest, author: User, text: str, *, by_team: bool) -> BoardNote:
    note = save(BoardNote(request_id=request.id, author_id=author.id, by_team=by_team,
                          text=text.strip()))
    db.session.expire(request, ["notes"])
    return note
