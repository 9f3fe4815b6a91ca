"""An unanswered question for somebody's weekly e-mail, by their experience and never by what is
popular: where they have written themselves, or of what they have lived with. The one that has
waited longest comes first."""
from collections import defaultdict
from collections.abc import Collection, Mapping, Sequence
from datetime import timedelta

from sqlalchemy import Row, and_, or_, select

from peoplehub.accounts.choices import WORKS_IN_CARE
from peoplehub.accounts.models import PROFESSIONAL, Tag, User
from peoplehub.accounts.models.relations import Block
from peoplehub.core import clock
from peoplehub.core.audiences import ANYONE, FAMILIES, MEMBERS
from peoplehub.core.extensions import db
from peoplehub.folding.not_today import Wish, has_any
from peoplehub.forum.models import Board, Post, Topic

WAITS_AT_MOST = timedelta(days=30)
EXPERIENCE = timedelta(days=365)
MOST_QUESTIONS = 300  # that are looked at
SHORTEST_WORD = 4  # letters of a word by which a question and experience can meet


def questions_for(people: Sequence[Row], unwanted: Mapping[int, Sequence[Wish]]) -> dict[int, str]:
    """Of those for whom there is one: its address, by number alone. Four queries for all, and one
    where somebody has words that are `unwanted`."""
    open_ones = _open_questions()
    if not open_ones or not people:
        return {}
    ids = [person.id for person in people]
    boards, words, blocks = _boards(ids), _words(ids), _blocks(ids)
    said = words_of_topics([one.id for one in open_ones]) if unwanted else {}
    found = {}
    for person in people:
        theirs = unwanted.get(person.id, [])
        fits = [(_fit(one, boards[person.id], words[person.id]), one) for one in open_ones
                if _may_be_asked(person, one, blocks[person.id])
                and not has_any(theirs, said.get(one.id, ""))]
        best = max(fits, key=lambda fit: fit[0], default=(0, None))
        if best[0] and best[1] is not None:
            found[person.id] = f"/forum/topics/{best[1].id}"
    return found


def words_of_topics(topic_ids: Collection[int]) -> dict[int, str]:
    """Title, content note and question of each, to be looked through for what somebody would
    rather not read."""
    if not topic_ids:
        return {}
    asked = select(Topic.id, Topic.title, Topic.note, Post.text, User.note_on_all).join(
        Post, and_(Post.topic_id == Topic.id, Post.number == 1)).outerjoin(
        User, and_(User.id == Topic.author_id, Topic.anonymous.is_(False)))
    return {topic_id: " | ".join(filter(None, said)) for topic_id, *said in db.session.execute(
        asked.where(Topic.id.in_(topic_ids)))}


def _open_questions() -> Sequence[Row]:
    """The one that has waited longest first, as `max` takes the first of equal ones."""
    waiting = select(Topic.id, Topic.title, Topic.board_id, Topic.author_id, Topic.anonymous,
                     Board.audience).join(Board, Board.id == Topic.board_id).where(
        Topic.listed, Topic.reply_count == 0, Topic.started_at > clock.now() - WAITS_AT_MOST,
        Board.audience.in_((ANYONE, MEMBERS, FAMILIES)))
    return db.session.execute(waiting.order_by(Topic.started_at).limit(MOST_QUESTIONS)).all()


def _may_be_asked(person: Row, question: Row, blocked: set[int]) -> bool:
    works_in_care = person.role == PROFESSIONAL or person.i_am == WORKS_IN_CARE
    if works_in_care and question.audience == FAMILIES:
        return False
    # Whoever blocks one after another must not learn who asked unnamed.
    return question.author_id != person.id and (
        question.anonymous or question.author_id not in blocked)


def _fit(question: Row, boards: set[int], words: set[str]) -> int:
    in_title = {word.strip("?!.,").lower() for word in question.title.split()}
    return (question.board_id in boards) + 2 * len(in_title & words)


def _boards(ids: list[int]) -> dict[int, set[int]]:
    """Where each has written within a year."""
    found: dict[int, set[int]] = defaultdict(set)
    wrote = select(Post.author_id, Topic.board_id).join(Topic, Topic.id == Post.topic_id).where(
        Post.author_id.in_(ids), Post.published_at > clock.now() - EXPERIENCE).distinct()
    for person_id, board_id in db.session.execute(wrote).all():
        if person_id is not None:
            found[person_id].add(board_id)
    return found


def _words(ids: list[int]) -> dict[int, set[str]]:
    """Of what each says they have lived with, for whomever they say it."""
    found: dict[int, set[str]] = defaultdict(set)
    for person_id, words in db.session.execute(
            select(Tag.user_id, Tag.words).where(Tag.user_id.in_(ids))):
        found[person_id] |= {word for word in words.lower().split() if len(word) >= SHORTEST_WORD}
    return found


def _blocks(ids: list[int]) -> dict[int, set[int]]:
    """Those whom each keeps away, or who keep them away."""
    found: dict[int, set[int]] = defaultdict(set)
    either = or_(Block.blocker_id.in_(ids), Block.blocked_id.in_(ids))
    for one, other in db.session.execute(
            select(Block.blocker_id, Block.blocked_id).where(either)):
        found[one].add(other)
        found[other].add(one)
    return found
