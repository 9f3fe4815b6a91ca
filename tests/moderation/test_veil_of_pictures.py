"""Reported pictures are veiled wherever the team looks at them, as each moderator chose."""
import re

import pytest

from peoplehub.blogs import actions as blogs
from peoplehub.core.extensions import db
from peoplehub.moderation import actions, queries

ADDRESS = "/blogs/covers/abc.webp"
SHOWN = {"hide": "<summary>Look at the picture", "blur": "veil__switch",
         "grey": "veil__picture--grey", "open": 'class="veil__picture"'}


@pytest.fixture
def entry(cast):
    entry = blogs.save_and_publish(cast.ben, title="Our day", text="Words")
    entry.cover_key, entry.cover_alt = "abc.webp", "A beach"
    db.session.commit()
    return entry


@pytest.mark.parametrize("veil", SHOWN)
def test_a_picture_is_shown_as_each_moderator_chose(cast, browser, entry, veil):
    report = actions.report(cast.amina, entry, "unkind")
    ruth = browser(cast.moderator)
    sent = ruth.post("/settings/comfort", data={"veil": "open", "pictures": veil})
    assert sent.status_code == 303
    assert re.search(f'value="{veil}"[^>]* checked', ruth.get("/settings/comfort").text)
    for page in (f"/moderation/cases/{report.case_id}", f"/moderation/reports/{report.id}",
                 f"/moderation/entry/{entry.id}"):
        shown = ruth.get(page).text
        assert ADDRESS in shown and 'alt="A beach"' in shown and SHOWN[veil] in shown, page
        assert (SHOWN["hide"] in shown) == (veil == "hide"), page


def test_they_are_hidden_until_somebody_chooses_otherwise(cast, browser, entry):
    report = actions.report(cast.amina, entry, "unkind")
    page = browser(cast.moderator).get(f"/moderation/cases/{report.case_id}").text
    assert re.search(r"<details[^>]*><summary>Look at the picture</summary><img", page)
    assert ADDRESS not in browser(cast.moderator).get("/moderation").text


def test_no_picture_of_the_abuse_of_a_child_is_shown_at_all(cast, browser, entry):
    report = actions.report(cast.amina, entry, "csea")
    case = queries.case_for(cast.safeguarding, report.case_id)
    for address in (f"/moderation/cases/{case.id}", f"/moderation/reports/{report.id}",
                    f"/moderation/entry/{entry.id}"):
        page = browser(cast.safeguarding).get(address)
        assert page.status_code == 200 and ADDRESS not in page.text
