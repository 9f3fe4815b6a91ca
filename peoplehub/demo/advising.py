"""Tells of the advisors of the demonstration: their pages, and requests in each state."""
from datetime import time, timedelta

from sqlalchemy import delete

from peoplehub.advisors import actions, queries
from peoplehub.advisors.actions.profiles import Hours
from peoplehub.advisors.choices import EXPERIENCE
from peoplehub.advisors.models import AdvisorRequest
from peoplehub.core.errors import found
from peoplehub.core.extensions import db
from peoplehub.core.formatting import local
from peoplehub.core.mail import Email
from peoplehub.demo.story import Story
from peoplehub.messages import actions as messages, queries as conversations

EVENING = time(18), time(21)
TRAINED_DAYS_AGO, BEFORE = 100, 90  # days: their pages are older than all requests


class Advising:
    """Continues a story of people who are there already."""

    def __init__(self, story: Story):
        self.story = story

    def advisor(self, said: dict) -> None:
        person, story = self.story.people[said["name"]], self.story
        today = local(story.base).date()
        knows = {facet: _listed(said.get(facet, [])) for facet in EXPERIENCE}
        with story.at(BEFORE):
            actions.save_profile(person, said["text"], knows, said["gender"])
            actions.set_hours(person, Hours(9, tuple(said["days"]), *EVENING))
            actions.record_training(
                story.people["Sunil"], person, said["training"],
                today - timedelta(days=TRAINED_DAYS_AGO),
                today + timedelta(days=said["valid_for_days"]))
            actions.agree(person)

    def request(self, said: dict) -> None:
        person, story = self.story.people[said["by"]], self.story
        chosen = story.people[said["to"]] if "to" in said else None
        with story.at(said["days_ago"]):
            request = actions.ask(person, said["text"], chosen, wants=said.get("wants"))
        for answer in said.get("answers", []):
            with story.at(said["days_ago"], answer["hours_later"]):
                self._answer(request, answer)
        if hours := said.get("cancelled_hours_later"):
            with story.at(said["days_ago"], hours):
                actions.cancel(person, request.id)
        if days := said.get("ended_days_later"):
            with story.at(said["days_ago"] - days):
                actions.finish(person, found(queries.match_of(request.id)).id)

    def _answer(self, request: AdvisorRequest, said: dict) -> None:
        advisor = self.story.people[said["by"]]
        if advisor.id not in {offer.advisor_id for offer in request.open_offers}:
            actions.assign(self.story.people["Sunil"], advisor, request.id)
        if said["says"] == "yes":
            done = actions.accept(advisor, request.user, request.id)
            messages.send(advisor, conversations.conversation(done.conversation_id or 0),
                          said["text"], f"answer-{request.id}")
        else:
            actions.decline(advisor, request.id)

    def today(self, said: dict) -> None:
        """How each stands now; what was queued for people who are made up is not sent."""
        person = self.story.people[said["name"]]
        away = said.get("away_for_days")
        until = local(self.story.base).date() + timedelta(days=away) if away else None
        with self.story.at(0):
            actions.set_hours(person, Hours(said["capacity"], tuple(said["days"]), *EVENING,
                                            away_until=until))
            if said.get("free"):
                actions.say_free(person)
        db.session.execute(delete(Email).where(Email.purpose.in_(
            ("advisor-asked", "advisor-needed"))))


def _listed(said: list[str] | str) -> list[str]:
    return [said] if isinstance(said, str) else said
