"""Pending questions: asked before registration, posted once the e-mail address is confirmed."""
import logging
from datetime import timedelta
from typing import Any, cast

from sqlalchemy import delete

from peoplehub.accounts import queries as people
from peoplehub.accounts.events import PersonConfirmed
from peoplehub.accounts.models import User
from peoplehub.accounts.tokens import hash_of, new_token
from peoplehub.core import clock, jobs
from peoplehub.core.acts import act, save
from peoplehub.core.errors import Refused
from peoplehub.core.extensions import db
from peoplehub.core.idempotency import repeatable
from peoplehub.core.preparation import prepared_by
from peoplehub.core.text import normalize, one_line
from peoplehub.forum import queries
from peoplehub.forum.actions.posts import start_topic
from peoplehub.forum.models import Board, PendingQuestion, Post

log = logging.getLogger(__name__)
KEPT_FOR = timedelta(days=7)


@act
@repeatable
def save_question(board: Board, title: str, text: str, anonymous: bool = False,
                  made_with_ai: bool = False, note: str = "") -> str:
    """Returns the token that finds the words again; it is stored nowhere."""
    token = new_token()
    save(
        PendingQuestion(
            token_hash=hash_of(token),
            board_id=board.id,
            title=one_line(title)[:140],
            text=normalize(text),
            anonymous=anonymous,
            made_with_ai=made_with_ai,
            note=note,
        )
    )
    return token


def post_pending_question(event: PersonConfirmed) -> None:
    """Whoever asked first and then joined: post it, as they wanted. What is refused stays kept,
    and the page that they come to shows the words and why."""
    person = db.session.get_one(User, event.person_id)
    question = queries.question_of_address(people.next_after_joining(person.id))
    if question is None or question.post_id is not None:
        return
    bind(question.id, person.id)
    try:
        post_question(person, question.id)
    except Refused as refusal:
        log.info("a kept question was not posted: %s", type(refusal).__name__)


@act
@repeatable
def bind(question_id: int, person_id: int) -> None:
    """From now on nobody else reads it. Whoever came first has it."""
    question = db.session.get_one(PendingQuestion, question_id, with_for_update=True)
    question.person_id = question.person_id or person_id


def _prepare_question(author: User, question_id: int) -> None:
    """As `start_topic` prepares what it is called with; here the words are in a row."""
    question = db.session.get_one(PendingQuestion, question_id)
    for prepare in cast(Any, start_topic).prepare:
        prepare(author, question.board, question.title, question.text, question.anonymous)


@act
@prepared_by(_prepare_question)
@repeatable
def post_question(author: User, question_id: int) -> Post:
    question = db.session.get_one(PendingQuestion, question_id, with_for_update=True)
    if question.post is not None:
        return question.post
    post = start_topic(author, question.board, question.title, question.text,
                       anonymous=question.anonymous, made_with_ai=question.made_with_ai,
                       note=question.note)
    return _posted(question, author, post)


@act
@repeatable
def question_was_posted(author: User, question: PendingQuestion, post: Post) -> Post:
    """They changed the kept words and posted those."""
    return _posted(db.session.get_one(PendingQuestion, question.id), author, post)


def _posted(question: PendingQuestion, author: User, post: Post) -> Post:
    question.person_id, question.post_id = author.id, post.id
    question.title = question.text = question.note = ""
    return post


@jobs.every(hour="4", minute="20")
@act
def forget_old_questions() -> None:
    db.session.execute(
        delete(PendingQuestion).where(PendingQuestion.saved_at < clock.now() - KEPT_FOR)
    )
