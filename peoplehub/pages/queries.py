"""What the front page shows, collected from other packages for one viewer."""
from dataclasses import dataclass

from peoplehub.accounts import queries as people
from peoplehub.accounts.models import User
from peoplehub.blogs import queries as blogs
from peoplehub.blogs.models import Entry
from peoplehub.core import clock
from peoplehub.core.viewers import Viewer
from peoplehub.forum import queries as forum
from peoplehub.forum.queries.topics import TopicListItem
from peoplehub.library import queries as library
from peoplehub.library.models import Sheet

TOPICS, ADVISORS, STORIES, SHEETS = 5, 3, 3, 2
ANSWERS, FOLLOWED, TO_ANSWER = 4, 5, 3


@dataclass(frozen=True)
class FrontPage:
    """The newest of every package; any list may be empty."""

    topics: list[TopicListItem]
    advisors: list[User]
    stories: list[Entry]
    sheets: list[Sheet]


def front_page_for(viewer: Viewer) -> FrontPage:
    return FrontPage(
        topics=forum.latest_for(viewer, TOPICS),
        advisors=_of_today(people.advisors_for(viewer)),
        stories=blogs.latest_for(viewer, STORIES, stories=True),
        sheets=library.starters_for(viewer, SHEETS),
    )


@dataclass(frozen=True)
class OwnPage:
    """A member's home; any list may be empty. `latest` is there where they follow nothing yet."""

    answers: list[TopicListItem]
    followed: list[TopicListItem]
    to_answer: list[TopicListItem]
    latest: list[TopicListItem]
    stories: list[tuple[str, str]]  # heading and address


def own_page_for(person: User) -> OwnPage:
    answers = forum.answers_to(person, ANSWERS)
    followed = forum.followed_of_others(person, FOLLOWED)
    return OwnPage(
        answers=answers,
        followed=followed,
        to_answer=forum.to_answer_for(person, TO_ANSWER),
        latest=[] if answers or followed else forum.latest_not_muted(person, TOPICS),
        stories=blogs.titles_of_stories(person, STORIES),
    )


def _of_today(advisors: list[User]) -> list[User]:
    """A few of them, others each day, so that nobody is always first."""
    start = clock.now().toordinal() % max(1, len(advisors))
    return (advisors[start:] + advisors[:start])[:ADVISORS]
