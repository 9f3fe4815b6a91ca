"""Who belongs to an audience is the same in Python and in SQL."""
import pytest
from sqlalchemy import select

from peoplehub.accounts.models import User
from peoplehub.core.audiences import AUDIENCES
from peoplehub.core.extensions import db
from tests.conftest import person


@pytest.mark.parametrize("audience", AUDIENCES)
def test_followers_are_chosen_by_the_audience_that_each_person_has(cast, audience):
    """Also a member who said that they work in care, and a moderator who did."""
    said = [person("Carl"), person("Mina", "moderator")]
    for one in said:
        one.i_am = "professional"
    db.session.add_all(said)
    db.session.commit()
    chosen = set(db.session.scalars(select(User.id).where(User.is_in(audience))))
    everybody = db.session.scalars(select(User).where(User.confirmed_at.is_not(None)))
    assert chosen == {one.id for one in everybody if audience in one.audiences}
    assert cast.unconfirmed.id not in chosen
