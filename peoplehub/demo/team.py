"""Tells of the team of the demonstration: its weekly rota, and what its register holds."""
from datetime import timedelta

from peoplehub.announcements import actions as announcements
from peoplehub.compliance import actions as compliance
from peoplehub.core.formatting import local
from peoplehub.demo.story import Story
from peoplehub.rota import actions as rota

ROTA_DAYS_AGO = 28
WEEK = 7


class Team:
    """Continues a story of people who are there already."""

    def __init__(self, story: Story):
        self.story = story

    def shift(self, said: dict) -> None:
        """Every week on those days, from four weeks ago on."""
        person = self.story.people[said["name"]]
        first = local(self.story.base).date() - timedelta(days=ROTA_DAYS_AGO)
        with self.story.at(ROTA_DAYS_AGO):
            for day in said["days"]:
                begin = first + timedelta(days=(day - first.weekday()) % WEEK)
                rota.add_shift(person, person, begin, said["begins"], said["ends"], weekly=True)

    def announcement(self, said: dict) -> None:
        """What all members read on their home page, from yesterday on."""
        last_day = local(self.story.base).date() + timedelta(days=said["for_days"])
        with self.story.at(1):
            announcements.tell_everybody(self.story.people[said["name"]], said["words"],
                                         said["address"], last_day)

    def accountable(self, said: dict) -> None:
        """Who answers for the duties of the law, and which measures are in force."""
        person, ago = self.story.people[said["name"]], said["since_days_ago"]
        since = local(self.story.base).date() - timedelta(days=ago)
        with self.story.at(ago):
            compliance.name_accountable(person, person.pen_name, said["position"], person.email,
                                        since)
            compliance.record_suggested(person, said["measures"], since)
