"""Events of notifications."""
from dataclasses import dataclass

from peoplehub.blogs.events import EntryRead
from peoplehub.bookmarks.events import ReminderDue
from peoplehub.core.events import Event
from peoplehub.folding.events import NotTodayEnded
from peoplehub.forum.events import TopicRead
from peoplehub.reactions.events import OF_REACTIONS


@dataclass(frozen=True)
class NotificationsRead(Event):
    person_id: int


UNRECORDED = {  # of reactions only two people are to know; of what one reads or lists, one
    NotificationsRead, ReminderDue, NotTodayEnded, TopicRead, EntryRead,
    *OF_REACTIONS,
}  # fmt: skip
