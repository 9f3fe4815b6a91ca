"""A match of a family and an advisor: eight weeks, the question half way, and a good ending."""
from datetime import UTC, date, datetime, timedelta

import pytest
from sqlalchemy import func, select

from peoplehub.accounts.actions.blocks import block
from peoplehub.advisors import actions, boundaries, queries
from peoplehub.advisors.actions.profiles import Hours
from peoplehub.advisors.models import (
    AdvisorRequest,
    BoundariesAgreement,
    OutcomeRating,
    SupportMatch,
    SupportReview,
)
from peoplehub.core import clock
from peoplehub.core.errors import Invalid
from peoplehub.core.extensions import db
from peoplehub.core.mail import Email
from peoplehub.messages import actions as messages, queries as conversations
from peoplehub.notifications.models import Notification
from tests.advisors.conftest import NOON, advises
from tests.advisors.test_asking import WORDS, asked_now, letters
from tests.conftest import person

WEEK = timedelta(weeks=1)
BEGAN = NOON - 20 * WEEK  # so that no browser's cookie grows old
EXPIRES = ("The training is valid until 1 November 2026. After that families are not shown the "
           "page any more.")
LINES = {"lines": list(boundaries.LINES)}


@pytest.fixture
def match(cast, advisors) -> SupportMatch:
    clock._said.set(BEGAN)
    return begun(cast.amina, advisors.maya)


def begun(family, advisor) -> SupportMatch:
    request = actions.ask(family, WORDS, advisor, wants={"situation": "nights"})
    actions.accept(advisor, family, request.id)
    return queries.match_of(request.id)


@pytest.fixture
def after(noon):
    """So many weeks after the yes, with the hourly job done."""

    def after(weeks: float) -> None:
        clock._said.set(BEGAN + weeks * WEEK)
        actions.look_after_matches()
        db.session.expire_all()

    return after


def told(person) -> list[str]:
    rows = select(Notification.words).where(Notification.user_id == person.id,
                                            Notification.what == "match")
    return list(db.session.scalars(rows.order_by(Notification.id)))


def test_a_yes_begins_eight_weeks_and_both_see_where_they_are(cast, advisors, match, browser):
    assert (match.week, match.ends_at - match.began_at) == (1, 8 * WEEK)
    with clock.at(BEGAN + 2 * WEEK + timedelta(hours=1)):
        for who in (cast.amina, advisors.maya):
            theirs = browser(who)
            page = theirs.get(match.address).text
            assert "Week 3 of 8" in page and WORDS in page
            beside = theirs.get(f"/messages/{match.conversation_id}").text
            assert "Week 3 of 8. No talk so far, and about 4 is usual." in beside
        assert "Week 3 of 8" in browser(cast.amina).get("/support").text
        assert "Week 3 of 8" in browser(advisors.maya).get("/advising").text


def test_a_talk_is_a_day_on_which_one_answered_the_other(cast, advisors, match):
    talk = conversations.conversation(match.conversation_id)
    said = [(0, advisors.maya), (0, cast.amina), (2, cast.amina), (3, cast.amina),
            (9, advisors.maya)]
    for number, (days, who) in enumerate(said):
        with clock.at(BEGAN + timedelta(days=days, minutes=number)):
            messages.send(who, talk, f"Words {number}", f"c{number}")
            actions.count_contacts()
    actions.count_contacts()
    db.session.expire_all()
    assert match.contacts == 2 and match.last_contact_at == BEGAN + timedelta(days=9, minutes=4)


@pytest.mark.one_database
def test_nobody_else_sees_a_match(cast, advisors, match, browser):
    for who in (cast.ben, cast.moderator, cast.admin, cast.safeguarding, advisors.joan):
        theirs = browser(who)
        assert theirs.get(match.address).status_code == 404
        assert theirs.post(f"{match.address}/answers",
                           data={"answer": "finish"}).status_code == 404
        assert theirs.post(f"{match.address}/ratings", data={"score": "1"}).status_code == 404


# --- the six lines ---


@pytest.mark.one_database
def test_both_tick_six_lines_and_nobody_is_kept_from_writing(cast, advisors, match, browser):
    hers, talk = browser(cast.amina), f"/messages/{match.conversation_id}"
    assert "Read and tick the six lines" in hers.get(talk).text
    assert hers.post(talk, data={"text": "I cannot cope.", "client_id": "c1"}).status_code == 303
    place = f"/support/boundaries?next={talk}"
    assert all(words in hers.get(place).text for words in list(boundaries.LINES.values())[:2])
    part = hers.post(place, data={"lines": LINES["lines"][:5]})
    assert part.status_code == 422 and "each of the six lines" in part.text
    assert part.text.count("checked") == 5
    assert hers.post(place, data=LINES).location == talk
    kept = db.session.get_one(BoundariesAgreement, (cast.amina.id, boundaries.VERSION))
    assert kept.agreed_at == BEGAN
    assert "Read and tick the six lines" not in hers.get(talk).text
    assert "You ticked these lines on" in hers.get("/support/boundaries").text
    assert "Maya ticked them on" in hers.get(match.address).text


def test_an_advisor_is_offered_only_once_they_have_ticked_the_lines(
        cast, advisors, browser, monkeypatch):
    monkeypatch.setattr(boundaries, "VERSION", boundaries.VERSION + 1)
    assert "Maya" not in browser(cast.amina).get("/advisors").text
    with pytest.raises(Invalid):
        actions.ask(cast.amina, WORDS, advisors.maya)
    hers = browser(advisors.maya)
    assert "not ticked the six lines" in hers.get("/advising").text
    actions.remind_advisors()
    actions.remind_advisors()
    assert [words[:26] for words in told(advisors.maya)] == ["Please tick the six lines "]
    assert hers.post("/support/boundaries", data=LINES).status_code == 303
    assert "Maya" in browser(cast.amina).get("/advisors").text
    assert asked_now(actions.ask(cast.amina, WORDS, advisors.maya)) == ["Maya"]


@pytest.mark.one_database
def test_professionals_tick_nothing(cast, advisors, browser):
    theirs = browser(cast.professional)
    assert "I agree" not in theirs.get("/support/boundaries").text
    assert theirs.post("/support/boundaries", data=LINES).status_code == 403


# --- half way ---


def test_both_are_asked_half_way_and_nobody_sees_the_others_answer(
        cast, advisors, match, browser, after):
    after(3.9)
    assert told(cast.amina) == told(advisors.maya) == []
    after(4.1)
    after(4.2)
    for who in (cast.amina, advisors.maya):
        assert told(who) == ["You are half way. How is it going?"]
        assert "Say how it goes" in browser(who).get(f"/messages/{match.conversation_id}").text
    letter = db.session.scalars(select(Email).where(Email.purpose == "something-new",
                                                    Email.to == cast.amina.email)).all()[-1]
    assert "Maya" not in letter.body + letter.subject and "half" not in letter.body
    hers = browser(cast.amina)
    assert hers.post(f"{match.address}/answers", data={"answer": "change"}).status_code == 303
    assert "You can write to" in hers.get(match.address).text
    assert "change something" not in browser(advisors.maya).get(match.address).text.replace(
        "I would like to change something", "")
    assert "You said" not in browser(advisors.maya).get(match.address).text
    assert hers.post(f"{match.address}/answers", data={"answer": "carry-on"}).status_code == 303
    db.session.expire_all()
    assert match.is_going_on and match.review_of(cast.amina.id, "check-in").answer == "carry-on"


@pytest.mark.one_database
def test_what_is_not_asked_is_refused(cast, advisors, match, browser):
    hers = browser(cast.amina)
    for said in ("renew", "carry-on", "nonsense", ""):
        refused = hers.post(f"{match.address}/answers", data={"answer": said})
        assert refused.status_code == 422 and "choose one of the answers" in refused.text


@pytest.mark.one_database
@pytest.mark.parametrize("who", ["amina", "maya"])
def test_another_advisor_goes_back_to_offers_without_blame(
        cast, advisors, match, browser, who, after):
    after(4.1)
    asks, other = (cast.amina, advisors.maya)[:: 1 if who == "amina" else -1]
    done = browser(asks).post(f"{match.address}/answers", data={"answer": "another"})
    assert done.status_code == 303
    anew = queries.open_request_of(cast.amina.id)
    assert (anew.text, anew.wants) == (WORDS, {"situation": "nights"})
    assert asked_now(anew) == ["Idris", "Joan"]
    db.session.expire_all()
    assert (match.ending, match.purpose) == ("another", "")
    assert told(other)[-1].endswith("nobody’s fault: people fit or they do not.")
    actions.decline(advisors.joan, anew.id)
    actions.decline(advisors.idris, anew.id)
    assert asked_now(anew) == []  # and not Maya


# --- the end ---


def test_a_week_before_the_end_both_are_asked_and_two_yeses_renew_it(
        cast, advisors, match, browser, after):
    after(7.1)
    assert told(cast.amina)[-1].startswith("Your eight weeks are nearly over")
    hers = browser(cast.amina)
    hers.post(f"{match.address}/answers", data={"answer": "renew"})
    db.session.expire_all()
    assert match.period == 1 and "as soon as" in hers.get(match.address).text
    done = browser(advisors.maya).post(f"{match.address}/answers", data={"answer": "renew"},
                                       follow_redirects=True)
    assert "You continue for eight more weeks." in done.text
    db.session.expire_all()
    assert (match.period, match.ends_at) == (2, BEGAN + 16 * WEEK)
    assert told(cast.amina)[-1] == "You continue for eight more weeks."
    with clock.at(BEGAN + 10 * WEEK):
        assert queries.families_of([advisors.maya.id]) == {advisors.maya.id: 1}
        assert match.week == 3
    after(12.1)
    assert told(cast.amina)[-1] == "You are half way. How is it going?"


@pytest.mark.one_database
def test_finishing_leads_to_a_goodbye_and_frees_the_advisor(cast, advisors, match, browser, after):
    actions.set_hours(advisors.maya, Hours(1))
    after(7.1)
    done = browser(cast.amina).post(f"{match.address}/answers", data={"answer": "finish"})
    assert done.location == f"/messages/{match.conversation_id}"
    assert queries.families_of([advisors.maya.id]) == {}
    assert told(advisors.maya)[-1] == "You have finished, for now. A kind goodbye does good."
    talk = conversations.conversation(match.conversation_id)
    assert messages.send(cast.amina, talk, "Thank you for walking with us.", "bye").id
    page = browser(advisors.maya).get(match.address).text
    assert "Thank you both" in page and WORDS not in page


@pytest.mark.one_database
def test_after_the_end_either_closes_the_conversation_and_a_new_yes_opens_it(
        cast, advisors, match, browser):
    hers, talk = browser(cast.amina), f"/messages/{match.conversation_id}"
    assert "Close the conversation" not in hers.get(match.address).text
    actions.finish(advisors.maya, match.id)
    assert "Close the conversation" in hers.get(match.address).text
    assert hers.post(f"{talk}/close", data={"closed": "1"}).location == talk
    page = hers.get(talk).text
    assert "You have closed this conversation" in page and WORDS in page
    his = browser(advisors.maya)
    assert "Messages are closed here just now" in his.get(talk).text
    said = his.post(talk, data={"text": "Hello again", "client_id": "again"})
    assert said.status_code == 403 and "Hello again" in said.text
    assert his.post(f"{talk}/close", data={"closed": "0"}).status_code == 303
    assert "Messages are closed here just now" in his.get(talk).text  # it was not his to open
    again = begun(cast.amina, advisors.maya)
    assert again.conversation_id == match.conversation_id
    assert his.post(talk, data={"text": "Welcome back", "client_id": "b"}).status_code == 303
    hers.post(f"{talk}/close", data={"closed": "1"})
    hers.post(f"{talk}/close", data={"closed": "0"})
    assert his.post(talk, data={"text": "And now", "client_id": "c"}).status_code == 303


def test_whoever_says_nothing_is_reminded_then_a_coordinator_is_told_then_it_ends(
        cast, advisors, match, browser, after):
    after(7.1)
    actions.answer(cast.amina, advisors.maya, match.id, "renew")
    after(8.1)
    assert told(advisors.maya)[-1].startswith("Your eight weeks are over.")
    assert not told(cast.amina)[-1].startswith("Your eight weeks are over.")  # who has answered
    assert queries.families_of([advisors.maya.id]) == {}  # there is room for another family
    assert letters("match-without-ending") == []
    after(8.6)
    assert letters("match-without-ending") == [cast.admin.email]
    assert [one.id for one in queries.without_ending()] == [match.id]
    page = browser(cast.admin).get("/advising/requests").text
    assert "Matches without an ending" in page and WORDS not in page
    after(13)
    assert (match.ending, match.ended_by_id) == ("lapsed", None)
    assert told(cast.amina)[-1].startswith("Your eight weeks are over, so we have closed")
    after(14)
    assert db.session.scalar(select(func.count(SupportReview.id))) == 2


@pytest.mark.one_database
def test_where_the_clock_stood_still_everybody_still_has_time_to_answer(
        cast, advisors, match, after):
    after(20)
    assert told(cast.amina)[-1].startswith("Your eight weeks are nearly over")
    after(20.1)
    assert match.told_at is None and len(told(cast.amina)) == 1
    after(21)
    assert told(cast.amina)[-1].startswith("Your eight weeks are over")


def test_nobody_is_told_across_a_block(cast, advisors, match, after):
    block(cast.amina, advisors.maya)
    after(4.1)
    after(7.1)
    after(8.1)
    assert told(cast.amina) == told(advisors.maya) == []
    after(8.6)
    assert letters("match-without-ending") == [cast.admin.email]


# --- how did this help ---


def test_how_things_are_is_one_tap_before_and_after_for_the_family_only(
        cast, advisors, match, browser, after):
    hers, his = browser(cast.amina), browser(advisors.maya)
    assert "If you tap, you agree" in hers.get(match.address).text
    assert "How are things for you" not in his.get(match.address).text
    assert his.post(f"{match.address}/ratings", data={"score": "5"}).status_code == 403
    assert hers.post(f"{match.address}/ratings", data={"score": "9"}).status_code == 422
    assert hers.post(f"{match.address}/ratings", data={"score": "2"}).status_code == 303
    with clock.at(BEGAN + 5 * WEEK):
        assert hers.post(f"{match.address}/ratings", data={"score": "4"}).status_code == 403
    after(7.1)
    hers, his = browser(cast.amina), browser(advisors.maya)
    assert hers.post(f"{match.address}/ratings", data={"score": "4"}).status_code == 303
    rating = db.session.get_one(OutcomeRating, match.id)
    assert (rating.before, rating.after) == (2, 4)
    assert "At the beginning you said: hard." in hers.get(match.address).text
    assert "you said: hard" not in his.get(match.address).text
    assert hers.post(f"{match.address}/ratings/withdraw").status_code == 303
    db.session.expire_all()
    assert db.session.scalar(select(func.count(OutcomeRating.match_id))) == 0


def test_two_years_after_the_end_nothing_is_kept(cast, advisors, match, after):
    actions.rate(cast.amina, match.id, 2)
    after(4.1)
    actions.finish(cast.amina, match.id)
    with clock.at(BEGAN + timedelta(days=800)):
        actions.forget_old_matches()
        actions.forget_old_requests()
    for table in (SupportMatch, SupportReview, OutcomeRating, AdvisorRequest):
        assert db.session.scalar(select(func.count()).select_from(table)) == 0


# --- trainings ---


def test_a_training_that_ends_is_told_30_days_before_and_then_hides_the_advisor(
        cast, advisors, browser, after):
    nora = person("Nora", "advisor")
    db.session.add(nora)
    db.session.commit()
    advises(cast.admin, nora, until=date(2026, 11, 1))
    for day, notices in ((1, []), (2, [EXPIRES]), (3, [EXPIRES])):
        with clock.at(datetime(2026, 10, day, 12, tzinfo=UTC)):
            actions.remind_advisors()
            assert told(nora) == told(cast.admin) == notices
    with clock.at(datetime(2026, 11, 1, 12, tzinfo=UTC)):
        assert "/advising/requests" in browser(cast.admin).get("/notifications").text
        assert "Nora" in browser(cast.amina).get("/advisors").text
    with clock.at(datetime(2026, 11, 2, 12, tzinfo=UTC)):
        assert "Nora" not in browser(cast.amina).get("/advisors").text
        assert "it has run out" in browser(nora).get("/advising").text
        with pytest.raises(Invalid):
            actions.ask(cast.amina, WORDS, nora)
