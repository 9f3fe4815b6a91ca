"""What the front page shows, gathered from the rooms for one viewer."""
from dataclasses import dataclass

from peoplehub.accounts import queries as people
from peoplehub.accounts.models import User
from peoplehub.blogs import queries as blogs
from peoplehub.blogs.models import Entry
from peoplehub.core import clock
from peoplehub.forum import queries as forum
from peoplehub.forum.queries.lines import Line
from peoplehub.library import queries as library
from peoplehub.library.models import Sheet

TOPICS, ADVISORS, STORIES, SHEETS = 5, 3, 3, 2


@dataclass(frozen=True)
class FrontPage:
    """The newest of every room; any list may be empty."""

    topics: list[Line]
    advisors: list[User]
    stories: list[Entry]
    sheets: list[Sheet]


def front_page_for(viewer) -> FrontPage:
    return FrontPage(
        topics=forum.latest_for(viewer, TOPICS),
        advisors=_of_today(people.advisors_for(viewer)),
        stories=blogs.latest_for(viewer, STORIES, stories=True),
        sheets=library.starters_for(viewer, SHEETS),
    )


def _of_today(advisors: list[User]) -> list[User]:
    """A few of them, others each day, so that nobody is always first."""
    start = clock.now().toordinal() % max(1, len(advisors))
    return (advisors[start:] + advisors[:start])[:ADVISORS]
