"""Offering questions that nobody has answered, and taking one. No robot answers."""
from datetime import timedelta

from sqlalchemy import delete

from peoplehub.accounts.models import User
from peoplehub.core import clock, jobs, locks
from peoplehub.core.acts import act, announce, save
from peoplehub.core.errors import require
from peoplehub.core.extensions import db
from peoplehub.forum.models import Topic
from peoplehub.unanswered import policy, queries
from peoplehub.unanswered.events import (
    OffersEnded,
    QuestionAssigned,
    QuestionLetGo,
    QuestionOffered,
    QuestionTaken,
)
from peoplehub.unanswered.models import AnswerOffer

ASKED_AT_ONCE = 3
KEPT_FOR = timedelta(days=30)  # offers that are over
NOT_OPEN = "You cannot answer here just now. It may be closed, or your own question."
CANNOT_SEE_TO_IT = "This person cannot answer there just now. Please choose somebody else."
TAKEN = "Somebody else has said that they will answer. You can still reply."
PAUSED = "You can choose this once you have been here for a few days and may write."


@jobs.every(minute="*/10")
def look_after_questions() -> None:
    """What was missed while nothing ran is done in the next round, once."""
    jobs.each(end_offers, queries.topics_to_end())
    jobs.each(assign_next, [topic.id for topic in queries.to_assign()])
    hard = {topic.id: queries.is_hard(topic) for topic in queries.to_offer()}
    jobs.each(lambda topic_id: offer_question(topic_id, hard[topic_id]), hard)


@act
def offer_question(topic_id: int, is_hard: bool) -> None:
    """To three people who fit; after a day to the whole team, too. A second worker finds the offers
    of the first under the lock of the topic, and does nothing."""
    locks.locked_row(Topic, topic_id)
    for topic in queries.to_offer([topic_id]):
        asked = queries.candidates_for(topic, is_hard)[:ASKED_AT_ONCE]
        if topic.started_at <= clock.now() - queries.WAITS_TOO_LONG:
            asked += [one for one in queries.team_for(topic) if one not in asked]
        for person in sorted(asked, key=lambda one: one.id):
            save(AnswerOffer(topic_id=topic.id, user_id=person.id))
            announce(QuestionOffered(topic.id, person.id))


@act
def assign_next(topic_id: int) -> None:
    """Give a question that has waited for most of a day to one of the team. A second worker finds
    it taken under the lock of the topic, and does nothing."""
    locks.locked_row(Topic, topic_id)
    for topic in queries.to_assign([topic_id]):
        if person := queries.next_of_team(topic):
            _assign(topic, person, None)


@act
def assign_question(moderator: User, person: User, topic: Topic) -> None:
    """One of the team asks somebody to see to it, also instead of who had it. Raises Forbidden."""
    require(policy.may_assign(moderator, topic), NOT_OPEN)
    require(person in queries.assignable_for(topic), CANNOT_SEE_TO_IT)
    for offer in queries.open_offers(topic.id):
        offer.taken_until = None
    _assign(topic, person, moderator.id)


def _assign(topic: Topic, person: User, by_id: int | None) -> None:
    offer = queries.offer_to(person.id, topic.id) or save(
        AnswerOffer(topic_id=topic.id, user_id=person.id))
    offer.assigned_at, offer.taken_until = clock.now(), clock.now() + queries.HELD_FOR
    announce(QuestionAssigned(topic.id, person.id, by_id))


@act
def end_offers(topic_id: int) -> None:
    """Of a question that has its answer or is out of sight. A second time changes nothing."""
    locks.locked_row(Topic, topic_id)
    if topic_id not in queries.topics_to_end():
        return
    for offer in queries.open_offers(topic_id):
        offer.ended_at, offer.taken_until = clock.now(), None
    announce(OffersEnded(topic_id))


@act
def take_question(person: User, topic: Topic) -> None:
    """They answer within `queries.HELD_FOR`; until then nobody else is asked. Raises Forbidden."""
    require(policy.may_take(person, topic), NOT_OPEN)
    holder = queries.holders_of([topic.id]).get(topic.id)
    require(holder is None or holder.id == person.id, TAKEN)
    offer = queries.offer_to(person.id, topic.id) or save(
        AnswerOffer(topic_id=topic.id, user_id=person.id))
    offer.taken_until = clock.now() + queries.HELD_FOR
    announce(QuestionTaken(topic.id, person.id))


@act
def let_question_go(person: User, topic: Topic) -> None:
    """Others are asked again. What was never taken is let go without a word."""
    offer = queries.offer_to(person.id, topic.id)
    if offer is not None and offer.taken_until is not None:
        offer.taken_until = None
        announce(QuestionLetGo(topic.id, person.id))


@act
def choose_offers(person: User, is_glad: bool) -> None:
    """Whether one would like to be offered questions that nobody has answered."""
    require(policy.may_be_offered(person) or not is_glad, PAUSED)
    person.preferences = {**person.preferences, queries.GLAD: is_glad}


@jobs.every(hour="4", minute="25")
@act
def forget_old_offers() -> None:
    """Each night: of questions that need no answer any more."""
    db.session.execute(delete(AnswerOffer).where(AnswerOffer.ended_at < clock.now() - KEPT_FOR))
