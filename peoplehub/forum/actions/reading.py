"""How far somebody has read a topic: written when they leave it."""
from peoplehub.accounts.models import User
from peoplehub.core import clock
from peoplehub.core.acts import act, announce
from peoplehub.core.column_queries import change
from peoplehub.core.extensions import db
from peoplehub.core.idempotency import repeatable
from peoplehub.core.reading_marks import moving_on
from peoplehub.forum.events import TopicRead
from peoplehub.forum.models import ReadingMark
from peoplehub.forum.queries import topic_for

MOVE_ON = moving_on(ReadingMark, "topic_id")


@act
@repeatable
def mark_read(reader: User, topic_id: int, number: int) -> None:
    """They have seen the posts up to `number`. Raises NotFound when they may not see the topic."""
    topic = topic_for(reader, topic_id)
    seen = min(number, topic.last_number)
    change(MOVE_ON[db.engine.dialect.name], user_id=reader.id, topic_id=topic.id, number=seen,
           is_whole=number >= topic.last_number, read_at=clock.now())
    announce(TopicRead(reader.id, topic.id, seen))
