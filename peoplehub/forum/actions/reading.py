"""How far somebody has read a topic: written when they leave it, and kept for a year."""
from collections.abc import Callable

from sqlalchemy import case, delete
from sqlalchemy.sql.dml import Insert

from peoplehub.accounts.models import User
from peoplehub.core import clock, jobs
from peoplehub.core.acts import act, announce
from peoplehub.core.column_queries import change
from peoplehub.core.database import for_each_database
from peoplehub.core.extensions import db
from peoplehub.core.idempotency import repeatable
from peoplehub.forum.events import TopicRead
from peoplehub.forum.models import ReadingMark
from peoplehub.forum.models.reading_marks import KEPT_FOR
from peoplehub.forum.queries import topic_for


def _moving_on(insert: Callable) -> Insert:
    """Writes the mark of a person in a topic, or moves it on. It never goes back: of two devices
    the one that is further counts."""
    new = insert(ReadingMark)
    is_further = new.excluded.number >= ReadingMark.number
    return new.on_conflict_do_update(
        index_elements=["user_id", "topic_id"],
        set_={
            "number": case((is_further, new.excluded.number), else_=ReadingMark.number),
            "is_whole": case((is_further, new.excluded.is_whole), else_=ReadingMark.is_whole),
            "read_at": case((is_further, new.excluded.read_at), else_=ReadingMark.read_at),
        },
    )


MOVE_ON = for_each_database(_moving_on)


@act
@repeatable
def mark_read(reader: User, topic_id: int, number: int) -> None:
    """They have seen the posts up to `number`. Raises NotFound when they may not see the topic."""
    topic = topic_for(reader, topic_id)
    seen = min(number, topic.last_number)
    change(MOVE_ON[db.engine.dialect.name], user_id=reader.id, topic_id=topic.id, number=seen,
           is_whole=number >= topic.last_number, read_at=clock.now())
    announce(TopicRead(reader.id, topic.id, seen))


@jobs.every(hour="4", minute="40")
def forget_old_marks() -> None:
    """Each night."""
    delete_old_marks()


@act
def delete_old_marks() -> None:
    db.session.execute(delete(ReadingMark).where(ReadingMark.read_at < clock.now() - KEPT_FOR))
