"""Loads the demonstration community in one transaction, without AFTER listeners."""
from datetime import datetime

from sqlalchemy import select

from peoplehub import search
from peoplehub.accounts import passwords
from peoplehub.accounts.models import User
from peoplehub.core import jobs, limits
from peoplehub.core.acts import act
from peoplehub.core.disabled_listeners import without_after_listeners, without_listeners
from peoplehub.core.errors import Refused
from peoplehub.core.extensions import db
from peoplehub.demo.advising import Advising
from peoplehub.demo.content import Content
from peoplehub.demo.story import Story
from peoplehub.demo.team import Team
from peoplehub.demo.templates import Templates
from peoplehub.editorial import checks
from peoplehub.library import original_reading, pdf_files
from peoplehub.rota import alarms
from peoplehub.search import rebuild

PASSWORD = "peoplehub-demo"


class AlreadyHere(Refused):
    """The demonstration community is in this database already."""


def load(content: Content, base: datetime) -> None:
    """Tell the whole community, as if `base` were now. Raises AlreadyHere the second time."""
    password_hash = passwords.hashed(PASSWORD)
    # No alarms: what the community tells is made up, and nobody need be woken for it.
    with limits.unlimited(), without_after_listeners(), without_listeners(search, alarms):
        _tell(content, base, password_hash)
    for _ in rebuild.index_everything():
        pass
    jobs.later(original_reading.read_all)
    jobs.later(pdf_files.make_all)  # the PDFs: about three seconds of a worker's time


@act
def _tell(content: Content, base: datetime, password_hash: str) -> None:
    if db.session.scalar(select(User.id).where(User.email == "amina@demo.example")):
        raise AlreadyHere("The demonstration community is in this database already.")
    story = Story(base, password_hash)
    advising, team = Advising(story), Team(story)
    for told, tell in (
        (content.people, story.person), (content.boards, story.board),
        (content.sheets, story.sheet), (content.questions, story.question),
        (content.topics, story.topic),
        (content.entries, story.entry), (content.conversations, story.conversation),
        (content.reports, story.report), (content.advisors, advising.advisor),
        (content.requests, advising.request), (content.advisors, advising.today),
        (content.following, story.follow), (content.shifts, team.shift),
        (content.announcements, team.announcement),
        (content.accountable, team.accountable),
        (content.templates, Templates(story).template),
    ):
        for piece in told:
            tell(piece)
    if content.people:
        story.explain_words()
    with story.at(0):
        checks.remind_of_checks()
    story.readers_of_sheets()
    story.read_what_is_old()
