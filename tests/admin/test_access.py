"""Who comes into the rooms of those who keep the site."""
import pytest

from peoplehub.core.acts import act
from peoplehub.core.extensions import db
from peoplehub.core.mail import Email, queue_email

pytestmark = pytest.mark.one_database
PAGES = {
    "/admin": {"admin", "safeguarding"},
    "/admin/people": {"admin", "safeguarding"},
    "/admin/people/amina": {"admin", "safeguarding"},
    "/admin/record": {"admin", "safeguarding"},
    "/admin/people/amina/role?role=advisor": {"admin"},
    "/admin/boards": {"admin"},
    "/admin/boards/new": {"admin"},
    "/admin/boards/1": {"admin"},
    "/admin/letters": {"admin"},
    "/admin/letters/1": {"admin"},
    "/admin/health": {"admin"},
    "/admin/sessions": {"admin"},
}
OTHERS = ["amina", "newcomer", "advisor", "professional", "moderator", "suspended"]


@pytest.fixture
def something(app, cast, board):
    @act
    def write_one() -> Email:
        return queue_email(cast.amina.email, "There is something new", "something-new",
                           person=cast.amina, path="/notifications")

    return write_one()


@pytest.mark.parametrize("address", PAGES)
def test_only_those_who_keep_the_site_come_in(cast, browser, something, address):
    for name in ("admin", "safeguarding", *OTHERS):
        answer = browser(getattr(cast, name)).get(address)
        assert answer.status_code == (200 if name in PAGES[address] else 404), name
    assert browser().get(address).status_code == 302


@pytest.mark.parametrize("address", [
    "/admin/people/amina/role", "/admin/people/amina/end-sessions", "/admin/boards/new",
    "/admin/boards/1", "/admin/sessions",
])
def test_only_the_site_team_changes_anything(cast, browser, something, address):
    for name in ("safeguarding", *OTHERS):
        answer = browser(getattr(cast, name)).post(address, data={"role": "admin", "name": "Mine"})
        assert answer.status_code == 404, name
    assert db.session.get(type(cast.amina), cast.amina.id).role == "member"
