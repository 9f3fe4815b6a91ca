"""People as others see them, blocking, and standing."""
from datetime import timedelta

import pytest

from peoplehub.accounts import actions, policy, queries
from peoplehub.accounts.models import Block
from peoplehub.core import clock
from peoplehub.core.errors import Forbidden, NotFound
from peoplehub.core.extensions import db
from tests.conftest import person

pytestmark = pytest.mark.one_database


def test_a_profile_says_little_and_counts_nothing(browser, cast):
    cast.amina.display = {"theme": "dark"}
    page = browser().get("/people/amina").text
    assert "Here since" in page and str(cast.amina.joined_at.year) in page
    assert 'name="robots" content="noindex"' in page
    assert "/report/person/" in page and "/people/amina/block" not in page


@pytest.mark.both_databases
def test_no_page_shows_the_email_of_another(browser, cast):
    cast.amina.about_text, cast.amina.about_html = "Tea", "<p>Tea</p>"
    db.session.commit()
    for who in (cast.stranger, cast.ben, cast.advisor, cast.professional, cast.moderator):
        for path in ("/people/amina", "/people/amina/block", "/settings", "/settings/privacy"):
            page = browser(who).get(path).text
            assert cast.amina.email not in page, (who.pen_name, path)


@pytest.mark.parametrize("slug", ["nobody", "una", "%00", "a%20b", "x" * 300, "..", "Amina%0a"])
def test_a_profile_that_is_not_there(browser, cast, slug):
    for who in (cast.stranger, cast.ben):
        assert browser(who).get(f"/people/{slug}").status_code == 404


@pytest.mark.both_databases
def test_the_words_of_a_hidden_profile_are_for_its_owner_and_the_team(browser, cast):
    cast.amina.about_html, cast.amina.hidden_at = "<p>Something unkind</p>", clock.now()
    db.session.commit()
    seen = {name: "Something unkind" in browser(getattr(cast, name)).get("/people/amina").text
            for name in ("stranger", "ben", "advisor", "amina", "moderator")}
    assert seen == {"stranger": False, "ben": False, "advisor": False, "amina": True,
                    "moderator": True}


# --- blocking ---


@pytest.mark.both_databases
def test_somebody_blocks_and_is_told_so_and_the_other_is_not(browser, cast):
    amina, ben = browser(cast.amina), browser(cast.ben)
    assert "Block Ben?" in amina.get("/people/ben/block").text
    assert amina.post("/people/ben/block").location == "/people/ben"
    assert "You have blocked Ben" in amina.get("/people/ben").text
    assert "You have blocked" not in ben.get("/people/amina").text
    assert "Ben" in amina.get("/settings/privacy").text
    assert "Amina" not in ben.get("/settings/privacy").text
    assert queries.are_blocked(cast.ben.id, cast.amina.id)
    assert queries.blocked_ids(cast.ben) == {cast.amina.id}


@pytest.mark.both_databases
def test_only_who_blocked_can_unblock(browser, cast):
    amina, ben = browser(cast.amina), browser(cast.ben)
    amina.post("/people/ben/block")
    assert ben.get("/people/amina/unblock").status_code == 404
    assert ben.post("/people/amina/unblock").status_code == 404
    assert "Unblock Ben?" in amina.get("/people/ben/unblock").text
    assert amina.post("/people/ben/unblock").status_code == 303
    assert ben.get("/people/amina").status_code == 200


def test_nobody_blocks_the_team_or_themselves(browser, cast):
    for path in ("ruth", "sunil", "amina"):
        assert browser(cast.amina).post(f"/people/{path}/block").status_code == 403


def test_the_team_still_sees_who_blocks(browser, cast):
    actions.block(cast.amina, cast.ben)
    assert browser(cast.moderator).get("/people/amina").status_code == 200


def test_blocking_twice_is_blocking_once(browser, cast):
    actions.block(cast.amina, cast.ben)
    actions.block(cast.amina, cast.ben)
    actions.unblock(cast.amina, cast.ben)
    actions.unblock(cast.amina, cast.ben)
    assert queries.blocked_ids(cast.amina) == set()


def test_a_double_tap_on_block_or_unblock_is_no_dead_end(browser, cast):
    amina = browser(cast.amina)
    for path in ("/people/ben/block", "/people/ben/block", "/people/ben/unblock",
                 "/people/ben/unblock"):
        assert amina.post(path, data={"next": "/messages"}).location == "/messages", path


def test_who_blocks_from_a_page_is_led_back_there_and_nowhere_else(browser, cast):
    amina = browser(cast.amina)
    assert 'name="next" value="/messages/7"' in amina.get("/people/ben/block?next=/messages/7").text
    elsewhere = {"next": "https://elsewhere.example/"}
    assert amina.post("/people/ben/block", data=elsewhere).location == "/people/ben"


def test_two_people_are_two(cast):
    """Neither has a session here; that does not make them the same."""
    assert cast.amina != cast.ben and cast.ben not in [cast.amina]
    assert len({cast.amina, cast.ben}) == 2


# --- roles and standing ---

MAY_SUSPEND = {
    "amina": set(), "advisor": set(), "professional": set(), "suspended": set(),
    "moderator": {"amina", "advisor", "professional"},
    "safeguarding": {"amina", "advisor", "professional"},
    "admin": {"amina", "advisor", "professional", "moderator", "safeguarding"},
}


def test_who_may_suspend_whom(cast):
    others = ("amina", "advisor", "professional", "moderator", "safeguarding", "admin")
    for who, whom in MAY_SUSPEND.items():
        may = {o for o in others if policy.may_suspend(getattr(cast, who), getattr(cast, o))}
        assert may == whom, who
    assert not policy.may_suspend(cast.stranger, cast.amina)


def test_a_suspension_is_told_on_every_page_and_ends_by_itself(browser, cast):
    until = clock.now() + timedelta(days=3)
    actions.suspend(cast.moderator, cast.amina, until, "Selling things")
    client = browser(cast.amina)
    for path in ("/", "/help-now", "/settings"):
        page = client.get(path).text
        assert "You can read, but you cannot write until" in page and "Selling things" in page
    assert not policy.may_write(cast.amina)
    with clock.at(until + timedelta(minutes=1)):
        assert policy.may_write(cast.amina) and cast.amina.standing_words == ""


def test_a_suspension_is_lifted(cast):
    actions.suspend(cast.moderator, cast.amina, None, "A mistake")
    with pytest.raises(Forbidden):
        actions.lift_suspension(cast.ben, cast.amina)
    actions.lift_suspension(cast.moderator, cast.amina)
    assert policy.may_write(cast.amina) and cast.amina.suspended_reason is None


@pytest.mark.both_databases
def test_roles_are_given_by_admins_only_and_count_at_once(browser, cast):
    client = browser(cast.ben)
    for who in (cast.amina, cast.advisor, cast.moderator, cast.safeguarding):
        with pytest.raises(Forbidden):
            actions.change_role(who, cast.ben, "admin")
    with pytest.raises(Forbidden):
        actions.change_role(cast.admin, cast.admin, "member")
    actions.change_role(cast.admin, cast.ben, "moderator")
    assert "/moderation" in client.get("/help-now").text
    actions.change_role(cast.admin, cast.ben, "member")
    assert 'href="/moderation"' not in client.get("/help-now").text


def test_a_session_of_another_is_not_found(cast, browser):
    browser(cast.ben)
    with pytest.raises(NotFound):
        queries.sign_in_of(cast.amina, 1)


def test_the_list_of_people_one_blocks_has_pages(browser, cast):
    blocked = [person(f"Pest {number:02}") for number in range(31)]
    db.session.add_all(blocked)
    db.session.flush()
    db.session.add_all([Block(blocker_id=cast.amina.id, blocked_id=one.id) for one in blocked])
    db.session.commit()
    amina = browser(cast.amina)
    first, second = (amina.get("/settings/privacy", query_string={"page": n}).text for n in (1, 2))
    assert 'href="/settings/privacy?page=2"' in first
    assert "Pest 29" in first and "Pest 30" not in first and "Pest 30" in second
    assert amina.get("/settings/privacy?page=3").status_code == 404
