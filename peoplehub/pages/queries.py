"""What the front page shows, collected from other packages for one viewer."""
from dataclasses import dataclass
from datetime import timedelta

from sqlalchemy import Row

from peoplehub.accounts import following, queries as people
from peoplehub.accounts.choices import STARTED
from peoplehub.accounts.models import User
from peoplehub.announcements import queries as announcements
from peoplehub.blogs import queries as blogs
from peoplehub.blogs.models import Entry
from peoplehub.core import clock
from peoplehub.core.viewers import Viewer
from peoplehub.drafts import queries as drafts, registry
from peoplehub.drafts.models import Draft
from peoplehub.forum import queries as forum
from peoplehub.forum.queries.topics import TopicListItem
from peoplehub.library import queries as library
from peoplehub.library.models import Sheet
from peoplehub.unanswered.home_questions import HomeQuestion, questions_for

TOPICS, ADVISORS, STORIES, SHEETS = 5, 3, 3, 2
FIRST_WEEKS = timedelta(days=60)  # after joining
ANSWERS, DRAFTS, TO_ANSWER = 3, 2, 2  # at most so many


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
class DraftOnHome:
    """Something the member has written and not sent: where it stands, and the way back to it."""

    title: str
    address: str
    what: str  # "A reply"
    draft: Draft


@dataclass(frozen=True)
class OwnPage:
    """A member's home; any list may be empty. `latest` and `stories` are there where nothing waits
    to be read; `is_beginning`: they have done nothing here yet."""

    answers: list[TopicListItem]
    followed: list[TopicListItem]
    drafts: list[DraftOnHome]
    to_answer: list[HomeQuestion]
    latest: list[TopicListItem]
    stories: list[tuple[str, str]]  # heading and address
    is_beginning: bool
    announcement: Row | None  # what the team tells everybody
    wants_start: bool  # the three questions of the first visit are neither answered nor skipped


def own_page_for(person: User) -> OwnPage:
    answers, followed = forum.new_for(person, ANSWERS)
    waiting = _drafts_of(person)
    is_quiet = not (answers or followed)
    is_beginning = is_quiet and not waiting and not following.follows_anything(person)
    is_new = is_beginning or clock.now() - person.joined_at < FIRST_WEEKS
    return OwnPage(
        answers=answers,
        followed=followed,
        drafts=waiting,
        to_answer=questions_for(person, TO_ANSWER),
        latest=forum.latest_not_muted(person, TOPICS) if is_quiet else [],
        stories=blogs.titles_of_stories(person, STORIES) if is_quiet else [],
        is_beginning=is_beginning,
        announcement=announcements.next_for(person),
        wants_start=is_new and STARTED not in person.preferences,
    )


def _drafts_of(person: User) -> list[DraftOnHome]:
    """The newest, of forms that they may still come to. Who has none is not asked about."""
    saved = drafts.newest_of(person, DRAFTS) if person.unread.get("drafts") else []
    places = registry.find_all(person, [draft.place for draft in saved])
    return [DraftOnHome(places[draft.place].title, places[draft.place].address_with(draft.id),
                        registry.words_of(draft.place), draft)
            for draft in saved if draft.place in places]


def _of_today(advisors: list[User]) -> list[User]:
    """A few of them, others each day, so that nobody is always first."""
    start = clock.now().toordinal() % max(1, len(advisors))
    return (advisors[start:] + advisors[:start])[:ADVISORS]
