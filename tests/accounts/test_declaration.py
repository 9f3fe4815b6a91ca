"""Who is joining: asked of everybody once, kept word for word, and nobody takes the label off."""
import re
from datetime import timedelta

import pytest
from sqlalchemy import func, select

from peoplehub.accounts import actions
from peoplehub.accounts.actions.cleanup import delete_expired
from peoplehub.accounts.models import Consent, User
from peoplehub.audit.models import Record
from peoplehub.core import clock, promise
from peoplehub.core.extensions import db
from tests.accounts.conftest import PASSWORD, joining, signing_in
from tests.conftest import RAW_TOKEN
from tests.forum.conftest import boards  # noqa: F401

pytestmark = pytest.mark.one_database

ANSWERS = {"i_am": "family", "adult": "y", "consent": "y"}


def joined(browser, letters, **more):
    """A browser in which somebody has just joined, and that person."""
    client = browser()
    client.post("/join", data=joining(**more))
    client.post("/join/confirm", data={"code": letters("nell@new.example")[0].code})
    client.carry(csrf_token=RAW_TOKEN)
    return client, db.session.scalar(select(User).where(User.pen_name == "Nell"))


@pytest.mark.one_database
@pytest.mark.parametrize("left_out, sentence", [
    ("i_am", "Please choose who you are."), ("adult", "You must be 18 or over"),
    ("consent", "Please tick this box if you agree."), ("agree", "community promise and tick"),
])
def test_nobody_joins_without_saying_each_of_the_four(browser, letters, left_out, sentence):
    said = {name: words for name, words in joining().items() if name != left_out}
    answer = browser().post("/join", data=said)
    assert answer.status_code == 422 and sentence in answer.text
    assert 'value="Nell"' in answer.text and letters("nell@new.example") == []
    for name in {"adult", "consent", "agree"} - {left_out}:
        assert re.search(f'name="{name}"[^>]* checked', answer.text), "what was ticked stays"


def test_who_joins_is_asked_nothing_that_is_not_offered(browser, letters):
    answer = browser().post("/join", data=joining(i_am="moderator"))
    assert answer.status_code == 422 and letters("nell@new.example") == []


@pytest.mark.parametrize("i_am, role", [
    ("family", "member"), ("budget-holder", "member"), ("professional", "professional"),
])
def test_what_was_said_and_agreed_is_kept_word_for_word(browser, letters, i_am, role):
    before = clock.now()
    _, nell = joined(browser, letters, i_am=i_am)
    assert (nell.i_am, nell.role) == (i_am, role)
    kept = {one.purpose: (one.wording, one.version) for one in nell.consents}
    assert kept == {purpose: (wording, promise.CONSENT_VERSION)
                    for purpose, wording in promise.CONSENTS.items()}
    assert set(kept) == {"adult", "health"}
    assert all(before <= one.given_at <= clock.now() for one in nell.consents)
    page = browser().get("/join").text
    assert all(wording in page for wording, _ in kept.values()), "the page says what is kept"


def test_who_works_in_care_opens_no_board_for_families_and_writes_to_no_family(
        browser, letters, cast, boards):  # noqa: F811
    client, nell = joined(browser, letters, i_am="professional")
    assert client.get("/forum/family-room").status_code == 404
    assert "Family room" not in client.get("/forum").text
    answer = client.post("/messages/new", data={"to": "amina", "text": "Hello"})
    assert answer.status_code in (403, 404)
    family = browser()
    family.post("/join", data=joining(email="rose@new.example", pen_name="Rosemary"))
    family.post("/join/confirm", data={"code": letters("rose@new.example")[0].code})
    assert family.get("/forum/family-room").status_code == 200


def test_the_label_has_an_icon_and_words_wherever_the_name_stands(browser, letters, cast, boards):  # noqa: F811
    client, nell = joined(browser, letters, i_am="professional")
    client.post("/forum/planning/new", data={"title": "May I ask?", "text": "Hello"})
    topic = client.get("/forum/planning").text
    address = re.search(r'href="(/forum/topics/[^"#]+)"', topic)[1]
    for page in (address, "/people/nell"):
        shown = browser(cast.amina).get(page).text
        label = re.search(r'<span class="role role--care">(.*?)</span>', shown)[1]
        assert "#briefcase" in label and label.endswith("Professional"), page
    assert "Professional" in browser(cast.amina).get("/forum/planning").text.lower().title()


@pytest.mark.both_databases
def test_nobody_takes_the_label_off_by_themselves(browser, letters, cast):
    client, nell = joined(browser, letters, i_am="professional")
    for path, said in {
        "/settings/profile": {"pen_name": "Nell", "describes": "Parent carer", "about": "",
                              "i_am": "family", "role": "member"},
        "/join/questions": ANSWERS, "/settings/tags": {"i_am": "family"},
    }.items():
        client.post(path, data=said)
    db.session.expire_all()
    assert (nell.role, nell.i_am, nell.role_words) == (
        "professional", "professional", "Professional")


@pytest.mark.both_databases
def test_the_team_takes_the_label_off_and_who_they_are_is_asked_again(cast):
    actions.change_role(cast.admin, cast.professional, "member")
    assert not cast.professional.works_in_care and not cast.professional.has_declared
    actions.declare(cast.professional, "family")
    assert "families" in cast.professional.audiences


def test_an_advisor_who_works_in_care_keeps_both_labels_and_is_kept_out(browser, cast, boards):  # noqa: F811
    cast.advisor.declared_at, cast.advisor.i_am = None, ""
    db.session.commit()
    actions.declare(cast.advisor, "professional")
    assert cast.advisor.is_advisor and "families" not in cast.advisor.audiences
    page = browser(cast.amina).get("/people/maya").text
    assert "Peer advisor" in page and "Works in care" in page and "#briefcase" in page
    assert browser(cast.advisor).get("/forum/family-room").status_code == 404


# --- people who were here before ---


@pytest.fixture
def before(amina):
    """Amina, who joined before anybody was asked."""
    amina.i_am, amina.declared_at = "", None
    db.session.commit()
    return amina


def test_who_was_here_before_is_asked_once_and_led_on(browser, before):
    client = browser()
    answer = client.post("/sign-in", data=signing_in(next="/forum/planning"))
    assert answer.location == "/join/questions?next=/forum/planning"
    page = client.get(answer.location).text
    assert 'value="/forum/planning"' in page and "Not now" in page
    client.carry(csrf_token=RAW_TOKEN)
    refused = client.post("/join/questions", data={"next": "/forum/planning", "i_am": "family"})
    assert refused.status_code == 422 and 'value="/forum/planning"' in refused.text
    done = client.post("/join/questions", data=ANSWERS | {"next": "/forum/planning"})
    assert (done.status_code, done.location) == (303, "/forum/planning")
    db.session.expire_all()
    assert before.i_am == "family" and len(before.consents) == 2
    again = browser().post("/sign-in", data=signing_in(next="/forum/planning"))
    assert again.location == "/forum/planning", "asked once"
    assert client.get(answer.location).location == "/forum/planning"


def test_who_was_here_before_may_answer_later_and_go_on(browser, before):
    client = browser()
    asked = client.post("/sign-in", data=signing_in(next="/messages")).location
    assert '<a class="btn btn--quiet" href="/messages">Not now' in client.get(asked).text
    assert client.get("/messages").status_code == 200
    assert "/join/questions" in browser().post("/sign-in", data=signing_in()).location


def test_no_other_site_is_led_on_to(browser, before):
    page = browser(before).get("/join/questions?next=//evil.example").text
    assert 'name="next" type="hidden" value=""' in page or 'name="next" value=""' in page
    assert 'href="//evil' not in page
    done = browser(before).post("/join/questions", data=ANSWERS | {"next": "https://evil.example"})
    assert done.location == "/"


def test_a_member_who_works_in_care_gets_the_label_by_saying_so(browser, before):
    browser(before).post("/join/questions", data=ANSWERS | {"i_am": "professional"})
    db.session.expire_all()
    assert before.is_professional and "families" not in before.audiences


@pytest.mark.both_databases
def test_a_professional_of_before_is_offered_nothing_else(browser, cast):
    cast.professional.declared_at = None
    db.session.commit()
    page = browser(cast.professional).get("/join/questions").text
    assert re.findall(r'name="i_am" type="radio" value="([^"]*)"', page) == ["professional"]
    answer = browser(cast.professional).post("/join/questions", data=ANSWERS)
    assert answer.status_code == 422
    db.session.expire_all()
    assert cast.professional.is_professional and not cast.professional.has_declared


def test_it_is_written_in_the_record_without_words(browser, before):
    browser(before).post("/join/questions", data=ANSWERS)
    kept = db.session.scalar(select(Record).where(Record.happened == "PersonDeclared"))
    assert kept.about == {"person_id": before.id, "i_am": "family"}


def test_whoever_is_added_by_the_team_answers_at_the_first_sign_in(app, browser):
    added = app.test_cli_runner().invoke(args=[
        "people", "add", "joan@new.example", "--pen-name", "Joan", "--i-am", "budget-holder"])
    client = browser()
    client.get(re.search(r"http://localhost(/\S+)", added.output)[1])
    client.carry(csrf_token=RAW_TOKEN)
    client.post("/new-password", data={"password": PASSWORD})
    client.carry(csrf_token=RAW_TOKEN)
    came = client.post("/sign-in", data=signing_in(email="joan@new.example"))
    assert came.location.startswith("/join/questions")
    page = client.get(came.location).text
    assert re.search(r'value="budget-holder" checked', page)


@pytest.mark.both_databases
def test_whoever_works_in_care_is_labelled_from_the_first_moment(app):
    app.test_cli_runner().invoke(args=[
        "people", "add", "joan@new.example", "--pen-name", "Joan", "--i-am", "professional"])
    assert db.session.scalar(select(User).where(User.pen_name == "Joan")).is_professional


@pytest.mark.both_databases
def test_those_who_never_confirm_leave_no_consent(browser, app):
    browser().post("/join", data=joining())
    with clock.at(clock.now() + timedelta(days=3)):
        delete_expired()
    assert db.session.scalar(select(func.count()).select_from(Consent)) == 0


def test_the_terms_and_the_join_page_agree(browser, app):
    terms, join = browser().get("/terms").text, browser().get("/join").text
    for words in ("18 or over", "health, care or education", "amily or carer",
                  "udget holder or disabled person", "Only the team can take the label off"):
        assert words.lower() in join.lower()
    for words in ("18 or over", "works in health, care or education", "family or carer",
                  "budget holder or disabled person", "only the team can take it off"):
        assert words in terms
