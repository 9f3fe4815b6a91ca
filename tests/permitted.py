"""Who a rule lets through: the names of the cast, for a table of people beside each rule."""
from collections.abc import Callable
from datetime import timedelta

from peoplehub.core import clock
from peoplehub.core.extensions import db

TEAM = {"moderator", "safeguarding", "admin"}
WRITERS = {"amina", "ben", "outsider", "newcomer", "advisor", "professional"} | TEAM
SIGNED_IN = WRITERS | {"suspended", "unconfirmed"}
EVERYBODY = SIGNED_IN | {"stranger"}


def who(cast, rule: Callable, *about, **more) -> set[str]:
    """Those of the cast for whom the rule says yes. It never says anything but yes or no."""
    said = {name: rule(person, *about, **more) for name, person in vars(cast).items()}
    assert {type(one) for one in said.values()} == {bool}
    return {name for name, yes in said.items() if yes}


def suspend(*people) -> None:
    for person in people:
        person.suspended_at = clock.now()
    db.session.commit()


def become(person, role: str) -> None:
    """Another role, with the second step at sign-in and the training that go with it."""
    person.role, person.second_step_at = role, clock.now()
    person.training_until = clock.now() + timedelta(days=9)
    db.session.commit()
