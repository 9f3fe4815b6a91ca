"""The people of a simulated month and the rota of its volunteers."""
from datetime import datetime, time, timedelta
from random import Random

from peoplehub.accounts.models import User
from peoplehub.core.extensions import db
from peoplehub.forum.models import Board
from peoplehub.rota import actions as rota
from tests.simulation.setting import BEGIN, Setting

JOINED = BEGIN - timedelta(days=100)
EVENING = time(18), time(22)


def people_of(setting: Setting, random: Random) -> tuple[list[int], list[int]]:
    """Saves everybody; two evenings a week of each volunteer, spread over the week. Returns the ids
    of the members and of the volunteers, of whom the first two are leads."""
    members = [_person(f"Member {number}") for number in range(setting.members)]
    team = [_person(f"Volunteer {number}", "safeguarding" if number < 2 else "moderator")
            for number in range(setting.volunteers)]
    db.session.add_all([*members, *team, Board(slug="planning", name="Planning")])
    db.session.commit()
    ids = [one.id for one in members], [one.id for one in team]
    evenings = [day % 7 for day in range(2 * setting.volunteers)]
    random.shuffle(evenings)
    lead = team[0]
    for number, day in enumerate(evenings):
        rota.add_shift(lead, team[number % len(team)],
                       BEGIN.date() + timedelta(days=day), *EVENING, weekly=True)
    return ids


def newcomer(number: int | str, joined: datetime) -> User:
    return _person(f"Newcomer {number}", joined=joined)


def _person(name: str, role: str = "member", joined: datetime = JOINED) -> User:
    slug = name.lower().replace(" ", "-")
    return User(
        email=f"{slug}@people.example", pen_name=name, slug=slug, skeleton=slug, role=role,
        avatar="mint/s3/plum/h1/afro", joined_at=joined, confirmed_at=joined,
        declared_at=joined, i_am="family", second_step_at=joined if role != "member" else None,
        training_until=joined + timedelta(days=365) if role != "member" else None,
    )
