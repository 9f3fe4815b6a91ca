"""Asking to join, and what the team does about it. Whoever asked is told by email that there is an
answer, never what it says."""
from datetime import timedelta

from sqlalchemy import delete, select

from peoplehub.accounts import actions as accounts, queries as people
from peoplehub.accounts.models import User
from peoplehub.core import clock, jobs, locks, mail
from peoplehub.core.acts import act, announce, save
from peoplehub.core.database import FOR_NO_KEY_UPDATE
from peoplehub.core.errors import found, require
from peoplehub.core.extensions import db
from peoplehub.core.idempotency import deduplicated
from peoplehub.membership import policy, queries
from peoplehub.membership.events import (
    JoinDecided,
    JoinQuestionAnswered,
    JoinQuestionAsked,
    JoinRequested,
    JoinWordsDeleted,
)
from peoplehub.membership.models import (
    ACCEPTED,
    ANSWERED_IN,
    ASKED_FOR,
    DECLINED,
    JoinNote,
    JoinRequest,
)

SUBJECT = "Your request to join PeopleHub"
NOT_NOW = "You cannot ask again yet. This page says from when you can."
NO_QUESTION = "Nobody has asked you anything at the moment. This page says what happens next."
NOT_OPEN = "Somebody else of the team has decided this just now. There is nothing more to do."


@act
@deduplicated
def ask(person: User, why: str) -> JoinRequest:
    """Somebody whose email is theirs asks to be let in. Raises Forbidden while one is open, and too
    soon after one was declined."""
    require(policy.may_ask(person, queries.last_request_of(person)), NOT_NOW)
    request = save(JoinRequest(user_id=person.id, why=why, due_at=clock.now() + ANSWERED_IN))
    announce(JoinRequested(person.id, request.id))
    return request


@act
@deduplicated
def answer(person: User, request_id: int, text: str) -> JoinNote:
    """Who asked to join answers a question of the team."""
    request = _locked(request_id)
    require(policy.may_answer(person, request), NO_QUESTION)
    note = _note(request, person, text, by_team=False)
    request.due_at = clock.now() + ANSWERED_IN
    announce(JoinQuestionAnswered(person.id, request.id))
    return note


@act
@deduplicated
def question(moderator: User, request_id: int, text: str) -> JoinNote:
    request = _locked(request_id)
    require(policy.may_decide(moderator, request), NOT_OPEN)
    request.due_at = clock.now() + ASKED_FOR + ANSWERED_IN
    note = _note(request, moderator, text, by_team=True)
    announce(JoinQuestionAsked(moderator.id, request.id))
    _write_to(request)
    return note


@act
def accept(moderator: User, request_id: int, words: str = "") -> JoinRequest:
    """From now on they are a member like any other."""
    request = _decide(moderator, request_id, ACCEPTED, words)
    accounts.let_in(request.user)
    return request


@act
def decline(moderator: User, request_id: int, words: str) -> JoinRequest:
    """Kindly, with a reason, and with the day from which they may ask again."""
    request = _decide(moderator, request_id, DECLINED, words)
    days = people.joining_rules().again_after_days
    request.again_at = clock.now() + timedelta(days=days)
    return request


@jobs.every(hour="3", minute="55")
def forget_declined() -> None:
    """Each night: what those wrote who were not let in, 30 days after the decision."""
    if queries.declined_past():
        delete_declined_words()


@act
def delete_declined_words() -> int:
    """Their sentence, the questions and answers, and our words to them. Returns of how many."""
    locks.wait_for_name("join requests", "deletion")
    past = queries.declined_past()
    for request in past:
        request.why = request.words = ""
        request.emptied_at = clock.now()
        db.session.execute(delete(JoinNote).where(JoinNote.request_id == request.id))
        db.session.expire(request, ["notes"])
    if past:
        announce(JoinWordsDeleted(len(past)))
    return len(past)


def _decide(moderator: User, request_id: int, outcome: str, words: str) -> JoinRequest:
    request = _locked(request_id)
    require(policy.may_decide(moderator, request), NOT_OPEN)
    request.decided_at, request.decided_by_id = clock.now(), moderator.id
    request.outcome, request.words = outcome, words
    announce(JoinDecided(moderator.id, request.id, outcome))
    _write_to(request)
    return request


def _locked(request_id: int) -> JoinRequest:
    """Its person first, as every act locks people first."""
    request = found(db.session.get(JoinRequest, request_id))
    locks.lock([request.user])
    asked = select(JoinRequest).where(JoinRequest.id == request_id)
    asked = asked.with_for_update(**FOR_NO_KEY_UPDATE).execution_options(populate_existing=True)
    return db.session.scalars(asked).one()


def _note(request: JoinRequest, author: User, text: str, *, by_team: bool) -> JoinNote:
    note = save(JoinNote(request_id=request.id, author_id=author.id, by_team=by_team, text=text))
    db.session.expire(request, ["notes"])
    return note


def _write_to(request: JoinRequest) -> None:
    mail.queue_email(request.user.email, SUBJECT, "join-request")
