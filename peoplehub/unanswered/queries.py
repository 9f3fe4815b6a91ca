"""Queries of questions that nobody has answered."""
from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from itertools import chain

from sqlalchemy import ColumnElement, Select, and_, exists, func, or_, select
from sqlalchemy.orm import contains_eager

from peoplehub.accounts import queries as people
from peoplehub.accounts.email_kinds import QUIET_SINCE
from peoplehub.accounts.following import without_muting
from peoplehub.accounts.models import STAFF_ROLES, User
from peoplehub.advisors import queries as advisors
from peoplehub.core import clock
from peoplehub.core.extensions import db
from peoplehub.core.viewers import Viewer
from peoplehub.forum.models import Post, Topic
from peoplehub.forum.policy import may_reply
from peoplehub.forum.queries.topics import NOT_MUTED
from peoplehub.moderation import queries as moderation
from peoplehub.rota import queries as rota
from peoplehub.rota.timetable import Duty
from peoplehub.safeguarding.queries import sign_in_words
from peoplehub.unanswered import policy
from peoplehub.unanswered.models import AnswerOffer

WAITS_LONG, WAITS_TOO_LONG = timedelta(hours=12), timedelta(hours=24)
ASSIGNED_AFTER = timedelta(hours=18)  # to one of the team, whatever the rota says
ASSIGNED_ON_DUTY_AFTER = timedelta(hours=4)  # when nobody else is on duty before a day is over
LOOKS_BACK = timedelta(days=28)  # questions that began before are not offered any more
HELD_FOR = timedelta(hours=12)  # by who has taken it, or was given it
MORE_AFTER = timedelta(hours=4)  # from one offer of a question to the next
MOST_ASKED = 12  # people to whom a question is offered
A_WEEK, MOST_A_WEEK = timedelta(days=7), 3  # offers to one person, but for the team
GLAD = "answers_questions"  # the preference of who would like to be offered some
MOST_SHOWN, MOST_AT_ONCE = 50, 200  # questions


@dataclass(frozen=True)
class WaitingQuestion:
    """A question as who may answer it sees it. `is_hard`: only the team is told."""

    topic: Topic
    is_first: bool  # that its author began; never said of who asked unnamed
    is_hard: bool
    holder: User | None  # who says that they will answer

    @property
    def waits_too_long(self) -> bool:
        return self.topic.started_at <= clock.now() - WAITS_TOO_LONG


def without_answer(before: datetime, after: datetime) -> ColumnElement[bool]:
    """Topics of that time to which nobody but their author has replied. Who asked unnamed and
    replies named counts as another, and the other way round: or the list would tell who asked."""
    answer = exists().where(
        Post.topic_id == Topic.id, Post.is_out(), Post.number > 1,
        or_(Post.author_id.is_distinct_from(Topic.author_id),
            Post.alias.is_not(None) != Topic.anonymous))
    return and_(Topic.listed.is_(True), Topic.locked_at.is_(None), Topic.started_at <= before,
                Topic.started_at > after, ~answer)


def unanswered_for(viewer: Viewer, before: datetime, after: datetime) -> Select:
    return Topic.readable(viewer).where(without_answer(before, after))


def waiting_for(viewer: Viewer) -> list[WaitingQuestion]:
    """What waits for 12 hours or more and the viewer could answer: hard questions first for the
    team, then the first of somebody, then what has waited longest. Named people across a block are
    left out; unnamed ones stay, or whoever looks would learn who they are."""
    now = clock.now()
    rows = unanswered_for(viewer, now - WAITS_LONG, now - LOOKS_BACK).where(
        Topic.author_id.is_distinct_from(viewer.id))
    away = set() if viewer.is_moderator else people.blocked_ids(viewer)
    topics = [topic for topic in db.session.scalars(
        rows.order_by(Topic.started_at, Topic.id).limit(MOST_SHOWN))
        if topic.anonymous or topic.author_id not in away]
    hard = _hard(topics) if viewer.is_moderator else set()
    first, holders = _first(topics), holders_of([topic.id for topic in topics])
    found = [WaitingQuestion(topic, topic.id in first, topic.id in hard, holders.get(topic.id))
             for topic in topics]
    return sorted(found, key=lambda one: (not one.is_hard, not one.is_first))


def questions_for(viewer: Viewer, how_many: int) -> list[Topic]:
    """Open questions that the viewer could answer: those that were offered to them, then those of
    boards in which they have written, the oldest first. Nothing is ordered by how popular it is."""
    now = clock.now()
    rows = unanswered_for(viewer, now, now - LOOKS_BACK).where(
        Topic.author_id.is_distinct_from(viewer.id), NOT_MUTED).params(viewer_id=viewer.id)
    offered = rows.join(AnswerOffer, and_(AnswerOffer.topic_id == Topic.id,
                                          AnswerOffer.user_id == viewer.id))
    wrote = select(Topic.board_id).join(Post, Post.topic_id == Topic.id).where(
        Post.author_id == viewer.id, Post.is_out())
    known = rows.where(Topic.board_id.in_(wrote))
    away = people.blocked_ids(viewer)
    found = chain.from_iterable(
        db.session.scalars(one.order_by(Topic.started_at, Topic.id).limit(how_many + len(away)))
        for one in (offered, known))
    shown = [one for one in dict.fromkeys(found) if one.anonymous or one.author_id not in away]
    return shown[:how_many]


def holders_of(topic_ids: Collection[int]) -> dict[int, User]:
    """Who says at this moment that they will answer, by topic."""
    rows = select(AnswerOffer.topic_id, User).join(User, User.id == AnswerOffer.user_id).where(
        AnswerOffer.topic_id.in_(topic_ids), AnswerOffer.taken_until > clock.now())
    return {row.topic_id: row.User for row in db.session.execute(rows)}


def offer_to(person_id: int, topic_id: int) -> AnswerOffer | None:
    return db.session.get(AnswerOffer, (topic_id, person_id))


def to_offer(topic_ids: Collection[int] | None = None) -> list[Topic]:
    """Questions, of these or of all, that it is time to offer: nobody has taken them by themselves,
    and the last offer was some hours ago. For the rule that offers them, without a viewer."""
    now = clock.now()
    asked = select(func.count()).where(AnswerOffer.topic_id == Topic.id).correlate(Topic)
    lately = exists().where(AnswerOffer.topic_id == Topic.id, AnswerOffer.assigned_at.is_(None),
                            or_(AnswerOffer.at > now - MORE_AFTER, AnswerOffer.taken_until > now))
    rows = select(Topic).join(Topic.board).options(contains_eager(Topic.board)).where(
        without_answer(now - WAITS_LONG, now - LOOKS_BACK), ~lately,
        asked.scalar_subquery() < MOST_ASKED)
    if topic_ids is not None:
        rows = rows.where(Topic.id.in_(topic_ids))
    return list(db.session.scalars(
        rows.order_by(Topic.started_at, Topic.id).limit(MOST_AT_ONCE)))


def to_assign(topic_ids: Collection[int] | None = None) -> list[Topic]:
    """Questions, of these or of all, that nobody has taken and that are given to one of the team
    now: after some hours when nobody else is on duty before a day is over, and after most of a day
    in any case. For the rule that does so, without a viewer."""
    now = clock.now()
    taken = exists().where(AnswerOffer.topic_id == Topic.id, AnswerOffer.taken_until > now)
    rows = select(Topic).join(Topic.board).options(contains_eager(Topic.board)).where(
        without_answer(now - ASSIGNED_ON_DUTY_AFTER, now - LOOKS_BACK), ~taken)
    if topic_ids is not None:
        rows = rows.where(Topic.id.in_(topic_ids))
    waiting = db.session.scalars(
        rows.order_by(Topic.started_at, Topic.id).limit(MOST_AT_ONCE)).all()
    duties = rota.duties_between(now, now + WAITS_TOO_LONG) if waiting else []
    return [topic for topic in waiting if topic.started_at <= now - ASSIGNED_AFTER
            or _is_last_duty(topic.started_at + WAITS_TOO_LONG, duties)]


def _is_last_duty(deadline: datetime, duties: Collection[Duty]) -> bool:
    """Whether somebody is on duty now and nobody else begins before that moment."""
    now = clock.now()
    return (any(duty.begins <= now for duty in duties)
            and not any(now < duty.begins < deadline for duty in duties))


def assignable_for(topic: Topic) -> list[User]:
    """Who can be asked to see to a question: the team, but who rests or has a quiet time, and the
    peer advisors who are there; nobody across a block from whoever asks. Of one that was asked
    unnamed nobody is left out: who is missing would tell who asked."""
    resting = moderation.resting()
    team = [one for one in rota.team() if one.id not in resting]
    those = {one.id: one for one in [*team, *_willing(is_hard=True)]
             if QUIET_SINCE not in one.preferences}
    if topic.anonymous:
        return [one for one in those.values() if may_reply(one, topic)]
    return _who_may_take(topic, those.values())


def _who_may_take(topic: Topic, those: Iterable[User]) -> list[User]:
    away = _across_a_block(topic)
    return [one for one in those if one.id not in away and policy.may_take(one, topic)]


def next_of_team(topic: Topic) -> User | None:
    """To whom of the team the rule gives it: who was not given it before, then who is on duty
    soonest while they have it, then who was given least lately."""
    team = [one for one in _who_may_take(topic, assignable_for(topic)) if one.is_moderator]
    lately = _assigned_lately([one.id for one in team])
    had = {offer.user_id for offer in open_offers(topic.id) if offer.assigned_at is not None}
    now = clock.now()
    coming = [duty.person_id for duty in rota.duties_between(now, now + HELD_FOR)]
    return min(team, default=None, key=lambda one: (
        one.id in had, coming.index(one.id) if one.id in coming else len(coming),
        lately.get(one.id, 0), one.id))


def topics_to_end() -> list[int]:
    """Topics with offers that are not over, and which need no answer any more."""
    now = clock.now()
    rows = select(AnswerOffer.topic_id).distinct().join(
        Topic, Topic.id == AnswerOffer.topic_id).where(
        AnswerOffer.ended_at.is_(None), ~without_answer(now, now - LOOKS_BACK))
    return list(db.session.scalars(rows.order_by(AnswerOffer.topic_id).limit(MOST_AT_ONCE)))


def open_offers(topic_id: int) -> Sequence[AnswerOffer]:
    return db.session.scalars(select(AnswerOffer).where(
        AnswerOffer.topic_id == topic_id, AnswerOffer.ended_at.is_(None))).all()


def candidates_for(topic: Topic, is_hard: bool) -> list[User]:
    """To whom a question can be offered, who fits best first: who has written in its board, then
    who was offered least lately. A hard one goes to peer advisors and the team alone."""
    away = _kept_away(topic)
    those = [person for person in _willing(is_hard) if person.id not in away
             and policy.may_take(person, topic) and QUIET_SINCE not in person.preferences]
    ids = without_muting({person.id for person in those}, _question_of(topic))
    those = [person for person in those if person.id in ids]
    wrote, lately = _topics_in_board(ids, topic.board_id), _offers_lately(ids)
    fitting = [person for person in those if lately.get(person.id, 0) < MOST_A_WEEK]
    return sorted(fitting, key=lambda one: (-wrote.get(one.id, 0), lately.get(one.id, 0), one.id))


def _question_of(topic: Topic) -> Post:
    return db.session.scalars(
        select(Post).where(Post.topic_id == topic.id, Post.number == 1)).one()


def team_for(topic: Topic) -> list[User]:
    """The moderators to whom it was not offered yet."""
    away = _kept_away(topic)
    team = chain.from_iterable(map(people.people_with_role, STAFF_ROLES))
    return [one for one in team if one.id not in away and policy.may_take(one, topic)]


def is_hard(topic: Topic) -> bool:
    """Whether there are words of danger in the question."""
    return bool(_hard([topic]))


def _hard(topics: Collection[Topic]) -> set[int]:
    posts = db.session.scalars(select(Post).where(
        Post.topic_id.in_([topic.id for topic in topics]), Post.number == 1, Post.is_out()))
    return {post.topic_id for post in posts if sign_in_words(*post.all_words)}


def _first(topics: Collection[Topic]) -> set[int]:
    """The topics that are the first of their author."""
    named = {topic.author_id for topic in topics if not topic.anonymous}
    rows = select(func.min(Topic.id)).where(
        Topic.author_id.in_(named), Topic.anonymous.is_(False)).group_by(Topic.author_id)
    return set(db.session.scalars(rows)) & {topic.id for topic in topics}


def _kept_away(topic: Topic) -> set[int]:
    """Who was asked already, and everybody across a block from whoever asks."""
    return _across_a_block(topic) | set(db.session.scalars(
        select(AnswerOffer.user_id).where(AnswerOffer.topic_id == topic.id)))


def _across_a_block(topic: Topic) -> set[int]:
    return people.blocked_ids(topic.author) if topic.author else set()


def _willing(is_hard: bool) -> list[User]:
    there = {one.user.id: one.user for one in advisors.listed(advisors.known_profiles(), {})
             if one.presence.is_offered}
    if not is_hard:
        glad = select(User).where(User.preferences[GLAD].as_boolean().is_(True))
        there |= {one.id: one for one in db.session.scalars(glad) if policy.may_be_offered(one)}
    return list(there.values())


def _topics_in_board(person_ids: Collection[int], board_id: int) -> dict[int, int]:
    rows = select(Post.author_id, func.count(Post.topic_id.distinct())).join(
        Topic, Topic.id == Post.topic_id).where(
        Post.author_id.in_(person_ids), Topic.board_id == board_id, Post.is_out(),
        Post.alias.is_(None))
    grouped = rows.group_by(Post.author_id)
    return {person_id: number for person_id, number in db.session.execute(grouped) if person_id}


def _assigned_lately(person_ids: Collection[int]) -> dict[int, int]:
    rows = select(AnswerOffer.user_id, func.count()).where(
        AnswerOffer.user_id.in_(person_ids), AnswerOffer.assigned_at > clock.now() - A_WEEK)
    grouped = rows.group_by(AnswerOffer.user_id)
    return {person_id: number for person_id, number in db.session.execute(grouped)}


def _offers_lately(person_ids: Collection[int]) -> dict[int, int]:
    rows = select(AnswerOffer.user_id, func.count()).where(
        AnswerOffer.user_id.in_(person_ids), AnswerOffer.at > clock.now() - A_WEEK)
    grouped = rows.group_by(AnswerOffer.user_id)
    return {person_id: number for person_id, number in db.session.execute(grouped)}
