"""An advisor whose page was taken down as evidence writes another; the first never comes back over
it."""
from datetime import date, timedelta

import pytest
import time_machine
from sqlalchemy import select

from peoplehub.advisors import actions, queries
from peoplehub.advisors.models import AdvisorProfile
from peoplehub.core import clock
from peoplehub.core.acts import act
from peoplehub.core.errors import NotFound
from peoplehub.core.extensions import db
from peoplehub.online_safety import actions as online_safety, deadlines, freezing
from tests.advisors.conftest import advises
from tests.conftest import person

UNTIL = date(2099, 1, 1)


@pytest.fixture
def joan(cast):
    joan = person("Joan", "advisor")
    db.session.add(joan)
    db.session.commit()
    advises(cast.admin, joan, until=UNTIL, text="What nobody should read.")
    return joan


def texts() -> list[str]:
    return list(db.session.scalars(select(AdvisorProfile.text).order_by(AdvisorProfile.id)))


def test_after_a_page_is_frozen_and_destroyed_its_advisor_writes_another(cast, joan, browser):
    page = queries.profile_of(joan.id)
    page.most_families = 2
    db.session.commit()
    evidence = online_safety.freeze(cast.moderator, page)
    hers = browser(joan)
    assert "You have no page yet" in hers.get("/advising").text
    with pytest.raises(NotFound):
        queries.advisor_for(cast.amina, "joan")
    online_safety.do_step(cast.safeguarding, evidence, "reported", "NCA-77")
    with time_machine.travel(clock.now() + timedelta(days=366), tick=False):
        deadlines.destroy_evidence()
        said = {"text": "I know nights.", "language": ["en"]}
        assert browser(joan).post("/advising/profile", data=said).status_code == 303
        assert "I know nights." in browser(cast.amina).get("/advisors/joan").text
    assert texts() == ["", "I know nights."]
    assert queries.profile_of(joan.id).places == 2  # the limit of a coordinator goes along


def test_what_was_frozen_by_mistake_does_not_come_back_beside_a_new_page(cast, joan):
    evidence = online_safety.freeze(cast.moderator, queries.profile_of(joan.id))
    actions.save_profile(joan, "I know nights.", {})
    act(freezing.unfreeze)(cast.moderator, evidence)
    assert queries.profile_of(joan.id).text == "I know nights."
    assert [one.is_shown for one in db.session.scalars(
        select(AdvisorProfile).order_by(AdvisorProfile.id))] == [False, True]
