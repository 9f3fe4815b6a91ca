"""Coordinators and editors, and what somebody may do for a time."""
import csv
import io
from datetime import timedelta

import pytest
import time_machine
from sqlalchemy import select

from peoplehub.accounts import actions
from peoplehub.accounts.models import Anonymous, RoleGrant
from peoplehub.audit.models import Record
from peoplehub.core import clock
from peoplehub.core.errors import Forbidden, Invalid
from peoplehub.core.extensions import db
from tests.accounts.conftest import PASSWORD

MONTH = timedelta(days=30)


def give(client, **more):
    return client.post("/admin/people/ben/grants", data={
        "kind": "helper", "lasts": "30", "reason": "Kind and calm", "password": PASSWORD} | more)


@pytest.fixture
def keepers(cast, password_hash):
    cast.admin.password_hash = cast.safeguarding.password_hash = password_hash
    db.session.commit()
    return cast


def test_a_grant_ends_by_itself_and_is_told_before(browser, keepers, letters):
    assert give(browser(keepers.safeguarding)).status_code == 303
    ben = keepers.ben
    db.session.refresh(ben)
    assert ben.holds("helper") and not ben.holds("organiser")
    assert "you are now: Helper" in letters(ben.email)[-1].body
    begun = clock.now()
    for days, holds in ((29.9, True), (30.1, False)):
        with time_machine.travel(begun + timedelta(days=days), tick=False):
            assert ben.holds("helper") is holds
    for days in (21.5, 23.5, 24.5):
        with time_machine.travel(begun + timedelta(days=days), tick=False):
            actions.tell_of_ending_grants()
    assert sum("ends by itself on" in one.body for one in letters(ben.email)) == 1
    assert not Anonymous().holds("helper")


def test_a_grant_is_taken_before_its_time_and_both_stand_in_the_record(browser, keepers):
    client = browser(keepers.admin)
    give(client, kind="organiser")
    grant = db.session.scalars(select(RoleGrant)).one()
    assert "Kind and calm" in client.get("/admin/people/ben/grants").text
    for _ in range(2):
        assert client.post(f"/admin/people/ben/grants/{grant.id}/end").status_code == 303
    db.session.refresh(keepers.ben)
    assert not keepers.ben.holds("organiser")
    said = [one for one in db.session.scalars(select(Record.happened).order_by(Record.id))
            if "Grant" in one]
    assert said == ["GrantGiven", "GrantEnded"]


@pytest.mark.one_database
def test_a_suspended_person_holds_nothing(cast):
    actions.give_grant(cast.admin, cast.ben, "helper", MONTH, "Kind")
    cast.ben.suspended_at = clock.now()
    assert not cast.ben.holds("helper")


@pytest.mark.one_database
@pytest.mark.parametrize("wrong", [{"password": "wrong"}, {"reason": ""}, {"lasts": "9999"},
                                   {"kind": "king"}])
def test_a_grant_wants_a_reason_a_time_and_the_password(browser, keepers, wrong):
    answer = give(browser(keepers.admin), **wrong)
    assert answer.status_code == 422 and "Kind and calm" in answer.text or "reason" in wrong
    assert db.session.scalars(select(RoleGrant)).all() == []


@pytest.mark.one_database
def test_a_lead_chooses_helpers_and_nobody_gives_themselves_anything(cast):
    for giver, person, kind in ((cast.safeguarding, cast.ben, "organiser"),
                                (cast.moderator, cast.ben, "helper"),
                                (cast.admin, cast.admin, "helper"),
                                (cast.ben, cast.amina, "helper")):
        with pytest.raises(Forbidden):
            actions.give_grant(giver, person, kind, MONTH, "Kind")
    actions.give_grant(cast.safeguarding, cast.ben, "helper", MONTH, "Kind")
    with pytest.raises(Invalid):
        actions.give_grant(cast.admin, cast.ben, "helper", MONTH, "Kind")


def test_trustees_get_the_figures_as_a_table(browser, cast):
    answer = browser(cast.admin).get("/admin/figures.csv")
    rows = list(csv.reader(io.StringIO(answer.text.lstrip("\ufeff"))))
    assert answer.mimetype == "text/csv" and rows[0] == ["Figure", "Number"]
    numbers = [row[1] for row in rows[1:rows.index([])]]
    assert len(numbers) > 12
    assert all(number.isdigit() or number == "fewer than 5" for number in numbers)
