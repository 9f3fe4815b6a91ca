"""Telling somebody of a question that they may be able to answer, until it is answered."""
from sqlalchemy import select

from peoplehub.core.extensions import db
from peoplehub.forum.models import Post
from peoplehub.notifications.models import Notification
from peoplehub.notifications.notify import card_of, notify, withdraw_letters
from peoplehub.unanswered.events import OffersEnded, QuestionAssigned, QuestionOffered
from peoplehub.unanswered.models import AnswerOffer

OFFERED, ASSIGNED = "offered", "assigned"


def _tell_of_question(event: QuestionOffered) -> None:
    question = _question(event.topic_id)
    notify([event.person_id], OFFERED, f"question {event.topic_id}", question.kind, question.id,
           card=card_of(question))


def _tell_of_assignment(event: QuestionAssigned) -> None:
    question = _question(event.topic_id)
    notify([event.person_id], ASSIGNED, f"question {event.topic_id}", question.kind, question.id,
           letters={event.person_id: OFFERED}, card=card_of(question))


def _forget_question(event: OffersEnded) -> None:
    """Also where the question itself is in another topic by now."""
    asked = select(AnswerOffer.user_id).where(AnswerOffer.topic_id == event.topic_id)
    gone = db.session.scalars(select(Notification).where(
        Notification.user_id.in_(asked), Notification.thread == f"question {event.topic_id}",
        Notification.what.in_((OFFERED, ASSIGNED)), Notification.read_at.is_(None))).all()
    for notice in gone:
        db.session.delete(notice)
    withdraw_letters(gone)


def _question(topic_id: int) -> Post:
    return db.session.scalars(
        select(Post).where(Post.topic_id == topic_id, Post.number == 1)).one()


OF_QUESTIONS: dict = {
    QuestionOffered: [_tell_of_question], QuestionAssigned: [_tell_of_assignment],
    OffersEnded: [_forget_question],
}
