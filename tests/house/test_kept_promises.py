"""Promises of our pages that no room's own tests hold: see page_promises.toml."""
import re
from datetime import timedelta
from pathlib import Path

import pytest
from sqlalchemy import func, select

from peoplehub.accounts import actions
from peoplehub.accounts.actions.cleanup import delete_expired
from peoplehub.accounts.models import FormerName, SignIn
from peoplehub.contact.forms import NEEDS_ANSWER
from peoplehub.contact.models import ABOUT
from peoplehub.core import clock
from peoplehub.core.extensions import db
from peoplehub.moderation.models import REASONS


def count(table) -> int:
    return db.session.scalar(select(func.count()).select_from(table))


@pytest.mark.parametrize("page", ["/contact", "/accessibility"])
def test_how_soon_the_team_answers_is_one_setting_wherever_it_is_said(app, browser, page):
    within = app.config["ANSWER_WITHIN"]
    assert f"We answer {within}." in browser().get(page).text
    app.config["ANSWER_WITHIN"] = "within 9 working days"
    try:
        said = re.findall(r"(?i)we answer (within[^.]*)\.", browser().get(page).text)
        assert said == ["within 9 working days"]
    finally:
        app.config["ANSWER_WITHIN"] = within


def test_links_to_an_old_name_lead_on_for_90_days(browser, cast):
    actions.change_profile(cast.amina, "Skylark", "", "")
    for days, status in ((89, 302), (91, 404)):
        with clock.at(clock.now() + timedelta(days=days)):
            delete_expired()
        assert browser().get("/people/amina").status_code == status, days
    assert count(FormerName) == 0


def test_where_somebody_was_signed_in_is_forgotten_30_days_after(browser, cast):
    client = browser(cast.amina)
    client.post("/sign-out")
    for days, left in ((29, 1), (31, 0)):
        with clock.at(clock.now() + timedelta(days=days)):
            delete_expired()
        assert count(SignIn) == left, days


def test_no_table_keeps_where_a_visit_came_from_and_logs_are_kept_30_days(app):
    for table in db.metadata.tables.values():
        for column in table.columns:
            assert not re.search(r"(^|_)(ip|addr|remote|host)(_|$)", column.name), column
    page = Path("docs/running.md").read_text()
    assert "MaxRetentionSec=30day" in page and "rotate 30" in page


def test_private_pictures_are_looked_at_within_48_hours_and_danger_first():
    hours = {code: within for code, (_, _, within) in REASONS.items()}
    assert hours["intimate"] <= 48
    assert min(REASONS, key=lambda code: REASONS[code][1]) == "danger" and hours["danger"] == 1


def test_a_complaint_is_taken_only_with_a_way_to_answer_it():
    assert set(NEEDS_ANSWER) == {code for code, words in ABOUT.items() if "complaint" in words}


def test_there_is_no_advert_and_nothing_of_other_companies_on_any_page(browser, app):
    """No page loads anything from elsewhere; what leads elsewhere is a link that says so."""
    for page in ("/", "/forum", "/library", "/stories", "/privacy"):
        loaded = re.findall(r'<(?:img|script|iframe|link|source)[^>]* (?:src|href)="([^"]*)"',
                            browser().get(page).text)
        assert [one for one in loaded if not one.startswith(("/", "data:"))] == [], page
