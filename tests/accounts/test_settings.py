"""What people choose: how it looks, what comes by letter, what others see."""
import pytest
from sqlalchemy import select

from peoplehub.accounts.choices import TAGS
from peoplehub.accounts.models import FormerName
from peoplehub.artwork import RECIPE_PARTS
from peoplehub.core.extensions import db

pytestmark = pytest.mark.one_database

PAGES = ["", "/profile", "/picture", "/tags", "/display", "/letters", "/privacy", "/security",
         "/security/password", "/security/email", "/data"]
LOOK = {"theme": "dark", "size": "3", "spacing": "wide", "motion": "less", "easy": "first"}


@pytest.mark.parametrize("page", PAGES)
def test_every_page_of_the_settings_opens_for_members_only(browser, cast, page):
    assert browser(cast.amina).get(f"/settings{page}").status_code == 200
    assert browser(cast.suspended).get(f"/settings{page}").status_code == 200
    if page != "/display":
        assert browser().get(f"/settings{page}").location.startswith("/sign-in?next=")


@pytest.mark.one_database
@pytest.mark.parametrize("page", PAGES)
def test_a_page_of_the_settings_asks_few_questions(browser, cast, queries, page):
    client = browser(cast.amina)
    with queries() as asked:
        client.get(f"/settings{page}")
    assert len(asked) <= 6


# --- display ---


def test_a_visitor_chooses_how_it_looks(browser, app):
    client = browser()
    answer = client.post("/settings/display", data=LOOK | {"next": "/library"})
    assert answer.location == "/library"
    cookie = answer.headers.getlist("Set-Cookie")[0]
    assert cookie.startswith("display=dark.3.wide.less.first.all.fold.explain;")
    assert "SameSite=Lax" in cookie and "HttpOnly" in cookie and "Path=/" in cookie
    page = client.get("/help-now").text
    for mark in ('data-theme="dark"', 'data-size="3"', 'data-spacing="wide"', 'data-motion="less"'):
        assert mark in page


@pytest.mark.both_databases
def test_a_members_choice_goes_with_them(browser, cast):
    browser(cast.amina).post("/settings/display", data=LOOK)
    assert 'data-theme="dark"' in browser(cast.amina).get("/help-now").text
    assert 'data-theme="dark"' not in browser(cast.ben).get("/help-now").text


@pytest.mark.one_database
@pytest.mark.parametrize("cookie", ["", "x", "dark", "dark.9.9.9.9.9.9", '"><script>', "." * 4000])
def test_a_strange_cookie_changes_nothing_it_should_not(browser, app, cookie):
    client = browser()
    client.set_cookie("display", cookie)
    page = client.get("/help-now")
    assert page.status_code == 200 and "<script>" not in page.text


def test_a_look_nobody_offers_is_refused(browser, app):
    answer = browser().post("/settings/display", data=LOOK | {"theme": "pink"})
    assert answer.status_code == 422 and "Please choose one of these" in answer.text


def test_nobody_is_led_astray_by_the_display_page(browser, app):
    answer = browser().post("/settings/display", data=LOOK | {"next": "//evil.example"})
    assert answer.location == "/settings/display"


# --- letters and privacy ---


@pytest.mark.both_databases
def test_letters_are_chosen(browser, cast):
    client = browser(cast.amina)
    for preset in ("everything", "none", "important"):
        client.post("/settings/letters", data={"letters": preset})
        db.session.refresh(cast.amina)
        assert cast.amina.preferences["letters"] == preset
    assert client.post("/settings/letters", data={"letters": "daily"}).status_code == 422


def test_signs_in_messages_are_off_until_switched_on(browser, cast):
    client = browser(cast.amina)
    client.post("/settings/letters", data={"letters": "none"})
    client.post("/settings/privacy", data={"read_signs": "y"})
    db.session.refresh(cast.amina)
    assert cast.amina.preferences == {"letters": "none", "read_signs": True, "typing": False}


# --- profile ---


def save(client, **more):
    return client.post("/settings/profile", data={
        "pen_name": "Amina", "describes": "Parent carer", "about": "Two boys. **Tea.**"} | more)


def test_a_profile_is_written_and_read(browser, cast):
    assert save(browser(cast.amina)).status_code == 303
    page = browser(cast.ben).get("/people/amina").text
    assert "Parent carer" in page and "<strong>Tea.</strong>" in page


@pytest.mark.parametrize("describes", ["Peer advisor", "Moderator", "<b>", "x" * 5000])
def test_nobody_gives_themselves_a_badge(browser, cast, describes):
    assert save(browser(cast.amina), describes=describes).status_code == 422
    db.session.refresh(cast.amina)
    assert cast.amina.role_words == "Member"


def test_an_advisors_badge_is_not_theirs_to_change(browser, cast):
    save(browser(cast.advisor), pen_name="Maya", describes="Parent carer")
    assert "Peer advisor" in browser().get("/people/maya").text


def test_what_is_refused_keeps_every_word(browser, cast):
    answer = save(browser(cast.amina), pen_name="Olivia Bennett", about="x" * 1001)
    assert answer.status_code == 422
    assert 'value="Olivia Bennett"' in answer.text and "x" * 1001 in answer.text
    assert "full name" in answer.text and "1 characters too long" in answer.text


def test_a_new_pen_name_takes_the_old_links_along_and_tells_nobody(browser, cast):
    assert save(browser(cast.amina), pen_name="Wren").status_code == 303
    assert browser().get("/people/amina").location == "/people/wren"
    page = browser(cast.ben).get("/people/wren").text
    assert "Wren" in page and "Amina" not in page


@pytest.mark.both_databases
def test_nobody_steps_into_a_name_that_was_just_given_up(browser, cast):
    save(browser(cast.amina), pen_name="Wren")
    answer = save(browser(cast.ben), pen_name="Amina")
    assert answer.status_code == 422 and "Somebody has this pen name" in answer.text
    assert save(browser(cast.amina), pen_name="Amina").status_code == 303, "but she may go back"
    assert db.session.scalars(select(FormerName.slug)).all() == ["wren"]


def test_the_name_one_has_needs_no_examination(browser, cast):
    cast.amina.pen_name = "Admin From Long Ago"
    db.session.commit()
    assert save(browser(cast.amina), pen_name="Admin From Long Ago").status_code == 303


def test_a_suspended_person_keeps_their_words_to_themselves(browser, cast):
    client = browser(cast.suspended)
    assert save(client, pen_name="Sid").status_code == 403
    assert client.post("/settings/tags", data={"tag_0": "anyone"}).status_code == 403
    assert client.post("/settings/letters", data={"letters": "none"}).status_code == 303


# --- picture and tags ---


@pytest.mark.both_databases
def test_a_picture_is_looked_at_and_then_kept(browser, cast):
    parts = {part: list(choices)[1] for part, choices in RECIPE_PARTS.items()}
    client, before = browser(cast.amina), cast.amina.avatar
    look = client.post("/settings/picture", data=parts | {"action": "look"})
    assert look.status_code == 200 and look.text.count(" checked") == len(parts)
    db.session.refresh(cast.amina)
    assert cast.amina.avatar == before
    client.post("/settings/picture", data=parts)
    db.session.refresh(cast.amina)
    assert cast.amina.avatar == "/".join(parts.values())


def test_a_picture_of_strange_parts_is_refused(browser, cast):
    answer = browser(cast.amina).post("/settings/picture", data={"background": '"><script>'})
    assert answer.status_code == 422 and "<script>" not in answer.text


def test_tags_are_hidden_until_somebody_is_let_in(browser, cast):
    tags = {f"tag_{n}": a for n, a in enumerate(["me", "advisors", "members", "anyone"])}
    assert browser(cast.amina).post("/settings/tags", data=tags).status_code == 303

    def seen_by(who):
        page = browser(who).get("/people/amina").text
        return [n for n in range(4) if f"{TAGS[n]}<" in page]

    assert seen_by(cast.stranger) == [3]
    assert seen_by(cast.ben) == seen_by(cast.professional) == [2, 3]
    assert seen_by(cast.advisor) == seen_by(cast.moderator) == [1, 2, 3]
    assert seen_by(cast.amina) == [0, 1, 2, 3]


@pytest.mark.both_databases
def test_a_tag_is_taken_back(browser, cast):
    client = browser(cast.amina)
    client.post("/settings/tags", data={"tag_1": "anyone", "tag_2": "me"})
    client.post("/settings/tags", data={"tag_1": "", "tag_2": "members"})
    db.session.refresh(cast.amina)
    assert [(tag.words, tag.audience) for tag in cast.amina.tags] == [(TAGS[2], "members")]
    assert client.post("/settings/tags", data={"tag_1": "world"}).status_code == 422
