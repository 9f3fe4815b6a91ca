"""Who may answer a post with a tap, and the names that people have for its author."""
from collections.abc import Collection
from typing import Any

from sqlalchemy import Select, or_, select, tuple_

from peoplehub.core.extensions import db
from peoplehub.forum.models.aliases import Alias, alias_words
from peoplehub.forum.models.post_moves import MovedPost
from peoplehub.tags.queries import tag_ids_of

SOMEBODY = "Somebody"  # who has not written in the topic under a name, to an anonymous author


class PostAnswers:
    """A mixin of `Post`: the topic says who may answer, and which alias somebody has there."""

    @property
    def takes_answers(self: Any) -> bool:
        return self.topic.listed and not self.topic.is_closed

    @property
    def wider_place(self: Any) -> tuple[str, int]:
        return "board", self.topic.board_id

    @property
    def tag_ids(self: Any) -> Select:
        return tag_ids_of(self.topic.kind, self.topic_id)

    @property
    def begins_place(self: Any) -> bool:
        return self.is_question

    @property
    def asker_id(self: Any) -> int | None:
        return self.topic.author_id

    @property
    def was_moved(self: Any) -> bool:
        """From another topic, or within this one."""
        rows = select(MovedPost.post_id).where(MovedPost.post_id == self.id).limit(1)
        return db.session.scalar(rows) is not None

    @property
    def quoted_in(self: Any) -> Select:
        """Whatever became of them: words that are hidden or deleted are kept too. In each topic in
        which it has stood, and wherever posts were moved from there."""
        cls = type(self)
        stood = select(MovedPost.topic_id).where(MovedPost.post_id == self.id)
        went = select(MovedPost.post_id).where(or_(
            MovedPost.topic_id == self.topic_id, MovedPost.topic_id.in_(stood)))
        beside = or_(cls.topic_id == self.topic_id, cls.topic_id.in_(stood), cls.id.in_(went))
        has_words = or_(cls.text.contains(">"), cls.note != "")  # of the quotation, or its note
        return select(cls).where(beside, cls.id != self.id, has_words).order_by(cls.id)

    @classmethod
    def names_beside(cls: Any, pairs: Collection[tuple[Any, int]]) -> dict[tuple[int, int], str]:
        """Who has an alias in the topic has it here too, also for a named author. To an anonymous
        author everybody else is named only where they have written in the topic by name."""
        places = {(post.topic_id, person_id) for post, person_id in pairs}
        aliases, named = _aliases(places), cls._named_among(places)
        names = {}
        for post, person_id in pairs:
            place = post.topic_id, person_id
            if place in aliases:
                names[post.id, person_id] = alias_words(aliases[place], post.topic.anonymous)
            elif post.anonymous and place not in named:
                names[post.id, person_id] = SOMEBODY
        return names

    @classmethod
    def _named_among(cls: Any, places: set[tuple[int, int]]) -> set[tuple[int, int]]:
        written = select(cls.topic_id, cls.author_id).where(
            tuple_(cls.topic_id, cls.author_id).in_(places), cls.alias.is_(None), cls.is_out())
        return {(topic_id, author_id) for topic_id, author_id in
                db.session.execute(written.distinct())}


def _aliases(places: set[tuple[int, int]]) -> dict[tuple[int, int], int]:
    """The number of each alias, by topic and person."""
    rows = select(Alias.topic_id, Alias.user_id, Alias.number).where(
        tuple_(Alias.topic_id, Alias.user_id).in_(places))
    return {(topic_id, user_id): number for topic_id, user_id, number in db.session.execute(rows)}
