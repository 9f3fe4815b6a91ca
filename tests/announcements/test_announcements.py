"""What the team tells all members: on home until its last day, one at a time, until put away."""
from datetime import timedelta

import pytest

from peoplehub.announcements import actions, policy, queries
from peoplehub.core import clock
from peoplehub.core.errors import Forbidden
from tests.permitted import who

pytestmark = pytest.mark.one_database
AT = "/admin/announcements"


def told(by, words, days=3, address=""):
    return actions.tell_everybody(by, words, address, queries.today() + timedelta(days=days))


def test_the_team_tells_and_takes_back_and_nobody_else(browser, cast):
    assert who(cast, policy.may_announce) == {"admin", "safeguarding"}
    day = queries.today() + timedelta(days=2)
    said = {"words": "We meet on Friday.", "address": "/library", "last_day": day.isoformat()}
    for person in (cast.amina, cast.moderator):
        assert browser(person).post(AT, data=said).status_code == 404
        with pytest.raises(Forbidden):
            actions.end_announcement(person, 1)
    lead = browser(cast.safeguarding)
    for wrong in ({"words": " "}, {"address": "//evil.example"}, {"address": "https://x.example"},
                  {"last_day": "2020-01-01"}, {"last_day": "soon"}, {"words": "x" * 301}):
        answer = lead.post(AT, data=said | wrong)
        assert answer.status_code == 422, wrong
        assert (said | wrong)["address"] in answer.text
    assert lead.post(AT, data=said).status_code == 303
    page = browser(cast.ben).get("/").text
    assert "We meet on Friday." in page and 'href="/library">Read more' in page
    assert "We meet on Friday." not in browser().get("/").text
    assert lead.post(f"{AT}/1/end").status_code == lead.post(f"{AT}/999/end").status_code == 303
    assert "We meet on Friday." not in browser(cast.ben).get("/").text
    assert "Taken back" in lead.get(AT).text


def test_one_at_a_time_the_first_to_end_before_until_it_is_put_away_or_over(browser, cast):
    later, sooner = told(cast.admin, "Later <b>", 9), told(cast.admin, "Sooner", 3)
    ben, amina = browser(cast.ben), browser(cast.amina)
    assert "Sooner" in ben.get("/").text and "Later" not in ben.get("/").text
    assert ben.post(f"/announcements/{sooner.id}/put-away").location == "/"
    assert "Later &lt;b&gt;" in ben.get("/").text and "Sooner" in amina.get("/").text
    ben.post(f"/announcements/{later.id}/put-away")
    ben.post("/announcements/999999/put-away")
    assert "From the team" not in ben.get("/").text
    with clock.at(clock.now() + timedelta(days=5)):
        assert queries.next_for(cast.amina).id == later.id
        actions.put_away(cast.ben, later.id)
        assert cast.ben.preferences[queries.PUT_AWAY] == [later.id]
    with clock.at(clock.now() + timedelta(days=11)):
        assert queries.next_for(cast.amina) is None
