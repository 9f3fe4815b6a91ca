"""The team's queue: shared, private, and every letter with its state."""
from datetime import timedelta

import pytest
from sqlalchemy import select

from peoplehub.accounts import access_needs
from peoplehub.accounts.access_needs import AccessNeeds
from peoplehub.audit.models import Record
from peoplehub.contact import actions
from peoplehub.contact.queries import queue_for
from peoplehub.core import clock
from peoplehub.core.errors import Forbidden
from peoplehub.core.extensions import db

pytestmark = pytest.mark.one_database

COMPLAINT = "Ruth laughed at my question about money."
VERBS = ["claim", "let-go", "answer", "close", "reopen"]


def letter(person=None, text="Where is the leaflet?", days_ago=0.0, **more):
    with clock.at(clock.now() - timedelta(days=days_ago)):
        return actions.write(person, about="question", text=text, **more)


def test_who_answers_reads_how_somebody_wants_to_be_reached_if_they_agreed(browser, cast):
    enquiry, team = letter(cast.ben), browser(cast.moderator)
    for agreed in (False, True):
        access_needs.choose_access(cast.ben, AccessNeeds(
            phone_me=True, phone="07700 900 123, mornings", team_may_see=agreed))
        said = team.get(f"/contact/queue/{enquiry.id}").text
        assert ("Please phone rather than email" in said and "mornings" in said) is agreed


def waiting_for(viewer):
    return queue_for(viewer, closed=False)[0]


@pytest.mark.one_database
@pytest.mark.parametrize("who", ["ben", "advisor", "professional", "suspended", "newcomer"])
def test_the_queue_is_the_teams_alone(browser, cast, who):
    enquiry, theirs = letter(), browser(getattr(cast, who))
    assert theirs.get("/contact/queue").status_code == 404
    assert theirs.get(f"/contact/queue/{enquiry.id}").status_code == 404
    for verb in VERBS:
        assert theirs.post(f"/contact/queue/{enquiry.id}/{verb}").status_code == 404


def test_a_stranger_is_asked_to_sign_in(browser):
    assert browser().get("/contact/queue").location.startswith("/sign-in")


@pytest.mark.parametrize("who", ["moderator", "safeguarding", "admin"])
def test_the_team_sees_the_oldest_open_letter_first(browser, cast, who):
    newer, older = letter(text="The newer letter"), letter(cast.ben, days_ago=2)
    page = browser(getattr(cast, who)).get("/contact/queue").text
    assert page.index(older.reference) < page.index(newer.reference) and "Ben" in page
    assert "The newer letter" not in page  # its words are opened, and leave a line in the record
    assert len(waiting_for(getattr(cast, who))) == 2


def test_nobody_waits_is_said_in_words(browser, cast):
    assert "Nobody is waiting" in browser(cast.moderator).get("/contact/queue").text


@pytest.mark.both_databases
def test_a_letter_is_claimed_answered_and_closed(browser, cast):
    enquiry, hers = letter(contact="sam@people.example"), browser(cast.moderator)
    place = f"/contact/queue/{enquiry.id}"
    assert "sam@people.example" in hers.get(place).text
    hers.post(f"{place}/claim")
    assert "Ruth is doing this" in browser(cast.admin).get("/contact/queue").text
    hers.post(f"{place}/answer", data={"answer": "I sent the link by e-mail."})
    assert "I sent the link by e-mail." in hers.get(place).text
    assert hers.post(f"{place}/close").location == "/contact/queue"
    assert enquiry.reference not in hers.get("/contact/queue").text
    assert enquiry.reference in hers.get("/contact/queue?show=closed").text
    hers.post(f"{place}/reopen")
    assert enquiry.reference in hers.get("/contact/queue").text
    kept = db.session.scalars(select(Record.happened).order_by(Record.id)).all()
    assert [name for name in kept if name.startswith("Enquiry")] == [
        "EnquiryReceived", "EnquiryClaimed", "EnquiryAnswered", "EnquiryClosed", "EnquiryReopened"]


def test_what_one_has_claimed_another_cannot_take_by_accident(browser, cast):
    enquiry = letter()
    actions.claim(cast.moderator, enquiry)
    answer = browser(cast.admin).post(f"/contact/queue/{enquiry.id}/claim")
    assert answer.status_code == 422 and "Ruth has taken this already." in answer.text
    browser(cast.admin).post(f"/contact/queue/{enquiry.id}/let-go")
    assert browser(cast.admin).post(f"/contact/queue/{enquiry.id}/claim").status_code == 303


def test_an_empty_answer_is_refused(browser, cast):
    enquiry = letter()
    answer = browser(cast.moderator).post(f"/contact/queue/{enquiry.id}/answer", data={})
    assert answer.status_code == 422 and "Where is the leaflet?" in answer.text


@pytest.mark.one_database
@pytest.mark.parametrize("verb", VERBS)
def test_nobody_looks_after_a_letter_of_their_own(browser, cast, verb):
    enquiry = letter(cast.moderator)
    answer = browser(cast.moderator).post(
        f"/contact/queue/{enquiry.id}/{verb}", data={"answer": "All is well."})
    assert answer.status_code == 403


def test_a_suspended_moderator_reads_nothing(browser, cast):
    letter()
    cast.moderator.suspended_at = clock.now()
    db.session.commit()
    assert browser(cast.moderator).get("/contact/queue").status_code == 404


def test_the_queue_asks_as_many_questions_of_twenty_letters_as_of_two(browser, cast, queries):
    hers, counted = browser(cast.moderator), []
    for number in range(20):
        enquiry = letter(cast.ben)
        actions.claim([cast.admin, cast.safeguarding][number % 2], enquiry)
        if number in (1, 19):
            with queries() as asked:
                assert hers.get("/contact/queue").status_code == 200
            counted.append(len(asked))
    assert counted[0] == counted[1]


@pytest.mark.parametrize("number", ["0", "4294967296", "99999999999999999999"])
def test_numbers_that_no_letter_has_are_not_found(browser, cast, number):
    assert browser(cast.moderator).get(f"/contact/queue/{number}").status_code == 404


# --- complaints, which may be about a moderator ---


def complaint(person=None):
    return actions.write(person, about="complaint", text=COMPLAINT, contact="sam@people.example")


@pytest.mark.both_databases
def test_a_moderator_sees_no_trace_of_a_complaint(browser, cast):
    enquiry, ruth = complaint(cast.ben), browser(cast.moderator)
    closed = complaint()
    actions.close(cast.admin, closed)
    for path in ("/contact/queue", "/contact/queue?show=closed", "/moderation", "/notifications"):
        page = ruth.get(path).text
        assert COMPLAINT not in page and enquiry.reference not in page, path
        assert closed.reference not in page, path
    assert "Nobody is waiting" in ruth.get("/contact/queue").text
    assert waiting_for(cast.moderator) == []
    assert ruth.get(f"/contact/queue/{enquiry.id}").status_code == 404
    assert ruth.get("/admin/record").status_code == 404


@pytest.mark.one_database
@pytest.mark.parametrize("verb", VERBS)
def test_a_moderator_does_nothing_about_a_complaint(browser, cast, verb):
    enquiry = complaint()
    answer = browser(cast.moderator).post(
        f"/contact/queue/{enquiry.id}/{verb}", data={"answer": "All is well."})
    assert answer.status_code == 404 and COMPLAINT not in answer.text
    act = getattr(actions, verb.replace("-", "_"))
    with pytest.raises(Forbidden):
        act(cast.moderator, enquiry, *["All is well."] * (verb == "answer"))


@pytest.mark.parametrize("who", ["safeguarding", "admin"])
def test_the_lead_and_the_site_team_read_and_answer_complaints(browser, cast, who):
    enquiry, theirs = complaint(), browser(getattr(cast, who))
    assert enquiry.reference in theirs.get("/contact/queue").text
    assert len(waiting_for(getattr(cast, who))) == 1
    place = f"/contact/queue/{enquiry.id}"
    assert "The safeguarding lead and the site team can read it too" in theirs.get(place).text
    for verb in VERBS:
        sent = theirs.post(f"{place}/{verb}", data={"answer": "We are looking into it."})
        assert sent.status_code == 303, verb


def test_the_page_says_who_reads_a_complaint(browser):
    assert "is not shown to moderators" in browser().get("/contact").text
