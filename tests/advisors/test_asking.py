"""Asking for an advisor, and being answered: each step, its time, and who is asked next."""
from datetime import timedelta

import pytest
from sqlalchemy import func, select

from peoplehub.accounts.actions.blocks import block
from peoplehub.accounts.models import COORDINATOR
from peoplehub.advisors import actions, offers, queries
from peoplehub.advisors.actions.profiles import Hours
from peoplehub.advisors.models import AdvisorRequest, PendingRequest, RequestOffer
from peoplehub.core import clock
from peoplehub.core.errors import Forbidden, Invalid, NotFound
from peoplehub.core.extensions import db
from peoplehub.core.mail import Email
from peoplehub.messages import actions as messages
from peoplehub.messages.models import Conversation, Message
from peoplehub.notifications.models import Notification
from peoplehub.push import payload
from tests.advisors.conftest import EVENING, NOON, advises
from tests.conftest import person
from tests.forum.test_pending_questions import JOINING, code_for, next_in

pytestmark = pytest.mark.one_database

WORDS = "We have our first meeting on Friday and I cannot sleep."
LATE = NOON + timedelta(hours=12, minutes=1)


def asked_now(request) -> list[str]:
    return sorted(one.advisor.pen_name for one in _again(request).open_offers)


def _again(request) -> AdvisorRequest:
    db.session.expire_all()
    return db.session.get_one(AdvisorRequest, request.id)


def letters(purpose: str) -> list[str]:
    return list(db.session.scalars(select(Email.to).where(Email.purpose == purpose)))


@pytest.mark.both_databases
def test_a_yes_opens_the_conversation_with_the_words_in_it(cast, advisors, browser):
    request = actions.ask(cast.amina, WORDS, advisors.maya)
    assert asked_now(request) == ["Maya"] and letters("advisor-asked") == [advisors.maya.email]
    hers = browser(advisors.maya)
    assert WORDS in hers.get("/advising").text
    offer = _again(request).offers[0]
    done = hers.post(f"/advising/offers/{offer.id}/accept")
    message = db.session.scalars(select(Message)).one()
    assert (message.text, message.author_id) == (WORDS, cast.amina.id)
    assert done.location == f"/messages/{message.conversation_id}"
    assert not db.session.get_one(Conversation, message.conversation_id).is_request
    assert _again(request).text == "" and _again(request).outcome == "accepted"
    page = browser(cast.amina).get(request.address).text
    assert "Maya said yes" in page and done.location in page
    told = db.session.scalars(select(Notification)).one()
    assert (told.user_id, told.what) == (cast.amina.id, "support")
    assert "said yes to your request" in browser(cast.amina).get("/notifications").text


@pytest.mark.both_databases
def test_a_no_asks_on_at_once_and_the_parent_sees_it(cast, advisors, browser):
    request = actions.ask(cast.amina, WORDS, advisors.maya)
    offer = request.offers[0]
    assert browser(advisors.maya).post(f"/advising/offers/{offer.id}/decline").status_code == 303
    assert asked_now(request) == ["Idris", "Joan"]
    page = browser(cast.amina).get(request.address).text
    assert page.index("We asked Maya") < page.index("Maya cannot take it") < page.index(
        "We asked Joan")
    assert WORDS not in browser(advisors.maya).get("/advising").text


def test_after_twelve_hours_the_next_person_is_asked_by_the_clock(cast, advisors, browser):
    request = actions.ask(cast.amina, WORDS, advisors.maya)
    with clock.at(NOON + timedelta(hours=11, minutes=59)):
        actions.pass_on_due()
        assert asked_now(request) == ["Maya"]
    with clock.at(LATE):
        actions.pass_on_due()
        assert asked_now(request) == ["Idris", "Joan"]
        assert "Maya did not answer in time" in browser(cast.amina).get(request.address).text
        with pytest.raises(Forbidden, match="a little sooner"):
            actions.accept(advisors.maya, cast.amina, request.id)


def test_who_lets_two_requests_run_out_is_paused_and_told_and_can_come_back(
    cast, advisors, browser
):
    for number, who in enumerate((cast.amina, cast.ben)):
        actions.ask(who, WORDS, advisors.maya)
        assert queries.profile_of(advisors.maya.id).paused_at is None
        with clock.at(LATE + number * timedelta(minutes=1)):
            actions.pass_on_due()
    page = queries.profile_of(advisors.maya.id)
    assert page.paused_at == LATE + timedelta(minutes=1)
    assert "end the pause in your hours" in browser(advisors.maya).get("/advising").text
    assert "Maya" not in [one.user.pen_name for one in offers.candidates_for(_again(
        db.session.scalars(select(AdvisorRequest)).first()))]
    for who, words, link in ((advisors.maya, "nobody new is sent to you", "/advising"),
                             (cast.admin, "ask them how they are", "/advising/supervision")):
        told = browser(who).get("/notifications").text
        assert words in told and f'href="{link}"' in told
    with clock.at(LATE + timedelta(minutes=2)):
        actions.set_hours(advisors.maya, Hours(4))
        actions.pass_on_due()  # what ran out before is not held against her again
    with clock.at(LATE + timedelta(minutes=20)):
        actions.pass_on_due()
        assert queries.profile_of(advisors.maya.id).paused_at is None


def test_who_answers_between_two_that_ran_out_is_not_paused(cast, advisors):
    for day, who in enumerate((cast.amina, cast.ben, cast.outsider)):
        with clock.at(NOON + timedelta(days=day)):
            request = actions.ask(who, WORDS, advisors.maya)
            if who is cast.ben:
                actions.decline(advisors.maya, request.id)
        with clock.at(LATE + timedelta(days=day)):
            actions.pass_on_due()
    assert queries.profile_of(advisors.maya.id).paused_at is None


@pytest.mark.both_databases
def test_a_coordinator_sets_the_hours_48_at_most(cast, advisors, browser):
    boss = browser(cast.admin)
    answer = boss.post("/advising/hours-of-offers", data={"offer_hours": "49"})
    assert answer.status_code == 422 and "from 1 to 48" in answer.text
    assert boss.post("/advising/hours-of-offers", data={"offer_hours": "2"}).status_code == 303
    request = actions.ask(cast.amina, WORDS, advisors.maya)
    assert "within 2 hours" in browser(cast.amina).get(request.address).text
    with clock.at(NOON + timedelta(hours=2, minutes=1)):
        actions.pass_on_due()
        assert "Maya" not in asked_now(request)


@pytest.mark.both_databases
def test_whoever_is_free_first_goes_to_all_who_are_there_now(cast, advisors):
    actions.say_free(advisors.idris)
    actions.say_free(advisors.joan)
    request = actions.ask(cast.amina, WORDS, urgent=True)
    assert asked_now(request) == ["Idris", "Joan", "Maya"]  # three have it, whoever is there
    actions.accept(advisors.joan, cast.amina, request.id)
    assert asked_now(request) == []
    with pytest.raises(Forbidden, match="a little sooner"):
        actions.accept(advisors.idris, cast.amina, request.id)
    assert db.session.scalar(select(func.count(Message.id))) == 1


def test_more_are_asked_every_quarter_of_an_hour_for_talk_now(cast, advisors):
    _fourth(cast)
    request = actions.ask(cast.amina, WORDS, urgent=True)
    assert len(asked_now(request)) == 3
    with clock.at(NOON + timedelta(minutes=14)):
        actions.pass_on_due()
        assert len(asked_now(request)) == 3
    with clock.at(NOON + timedelta(minutes=16)):
        actions.pass_on_due()
    assert asked_now(request) == ["Idris", "Joan", "Maya", "Nora"]


def test_who_usually_answers_soonest_is_asked_before_others(cast, advisors):
    nora = _fourth(cast)
    earlier = actions.ask(cast.ben, WORDS, advisors.maya)
    actions.cancel(cast.ben, earlier.id)
    for number, (one, minutes) in enumerate([(nora, 5), (advisors.joan, 300)] * 3):
        other = person(f"Other {number}")
        db.session.add(other)
        db.session.commit()
        past = actions.ask(other, WORDS, one)
        with clock.at(NOON + timedelta(minutes=minutes)):
            actions.accept(one, other, past.id)
            actions.finish(other, queries.match_of(past.id).id)
    assert asked_now(actions.ask(cast.amina, WORDS)) == ["Idris", "Maya", "Nora"]


def _fourth(cast):
    nora = person("Nora", "advisor")
    db.session.add(nora)
    db.session.commit()
    advises(cast.admin, nora)
    return nora


def test_whose_evening_begins_is_asked_then(cast, advisors):
    actions.set_hours(advisors.maya, Hours(4, paused=True))
    request = actions.ask(cast.amina, WORDS, wants={"language": "en"})
    actions.set_hours(advisors.maya, Hours(4, (2,)))
    assert "Maya" not in asked_now(request)
    with clock.at(EVENING):
        actions.pass_on_due()
        assert "Maya" in asked_now(request)


def test_the_language_that_is_wanted_is_kept_to(cast, advisors):
    request = actions.ask(cast.amina, WORDS, wants={"language": "cy", "age": "5-11"})
    assert asked_now(request) == ["Joan"]
    actions.decline(advisors.joan, request.id)
    assert asked_now(request) == []
    assert _again(request).told_reason == "nobody"


@pytest.mark.both_databases
def test_a_coordinator_is_told_before_it_goes_wrong_and_asks_by_hand(cast, advisors, browser):
    coordinator = person("Cora", COORDINATOR)
    db.session.add(coordinator)
    db.session.commit()
    request = actions.ask(cast.amina, WORDS, wants={"situation": "nights"})
    actions.decline(advisors.maya, request.id)
    assert letters("advisor-needed") == []
    actions.decline(advisors.joan, request.id)
    assert letters("advisor-needed") == [coordinator.email]
    hers = browser(coordinator)
    page = hers.get("/advising/requests").text
    assert "Two advisors could not take it" in page and "Nights without sleep" in page
    assert WORDS not in page
    place = f"/advising/requests/{request.id}/assign"
    assert hers.post(place, data={"advisor": "x"}).status_code == 422
    assert hers.post(place, data={"advisor": str(advisors.maya.id)}).status_code == 303
    assert "Maya" in asked_now(request)
    assert "We told a coordinator" in browser(cast.amina).get(request.address).text
    assert "A coordinator asked Maya" in browser(cast.amina).get(request.address).text
    actions.accept(advisors.maya, cast.amina, request.id)
    assert _again(request).accepted_by_id == advisors.maya.id


@pytest.mark.both_databases
def test_without_a_coordinator_the_site_team_is_told(cast, advisors):
    for one in vars(advisors).values():
        actions.set_hours(one, Hours(4, paused=True))
    request = actions.ask(cast.amina, WORDS)
    assert letters("advisor-needed") == [cast.admin.email] and asked_now(request) == []
    actions.assign(cast.admin, advisors.idris, request.id)
    with clock.at(NOON + timedelta(minutes=9)):
        actions.decline(advisors.idris, request.id)
    assert letters("advisor-needed") == 2 * [cast.admin.email]  # nobody is left once more
    actions.set_hours(advisors.maya, Hours(4))
    with clock.at(NOON + timedelta(hours=1, minutes=10)):
        actions.pass_on_due()
    assert asked_now(request) == ["Maya"]


def test_the_clock_asks_on_when_somebody_who_was_asked_cannot_any_more(cast, advisors):
    request = actions.ask(cast.amina, WORDS, advisors.maya)
    block(cast.amina, advisors.maya)
    actions.pass_on_due()
    assert asked_now(request) == ["Idris", "Joan"]
    actions.set_hours(advisors.joan, Hours(4, paused=True))
    actions.pass_on_due()
    assert asked_now(request) == ["Idris"]


def test_blocked_pairs_never_meet(cast, advisors):
    block(advisors.joan, cast.amina)
    with pytest.raises(NotFound):
        actions.ask(cast.amina, WORDS, advisors.joan)
    assert "Joan" not in asked_now(actions.ask(cast.amina, WORDS))
    request = actions.ask(cast.ben, WORDS, advisors.maya)
    block(cast.ben, advisors.maya)
    with pytest.raises(Forbidden):
        actions.accept(advisors.maya, cast.ben, request.id)
    with pytest.raises(Invalid):
        actions.assign(cast.admin, advisors.maya, request.id)


@pytest.mark.both_databases
def test_one_request_is_open_at_a_time_and_can_be_taken_back(cast, advisors, browser):
    request = actions.ask(cast.amina, WORDS, advisors.maya)
    hers = browser(cast.amina)
    assert hers.get("/support/new").location == request.address
    again = hers.post("/support/new", data={"text": "Another thing", "when": "soon"})
    assert again.status_code == 403 and "Another thing" in again.text
    assert hers.post(f"{request.address}/cancel").status_code == 303
    assert actions.cancel(cast.amina, request.id).outcome == "cancelled"
    assert letters("advisor-asked") == []  # nobody had tried to send it yet
    with pytest.raises(Forbidden):
        actions.accept(advisors.maya, cast.amina, request.id)
    assert "You took it back" in hers.get("/support").text
    assert actions.ask(cast.amina, "Another thing", advisors.joan).is_open


@pytest.mark.both_databases
def test_the_parent_can_ask_whoever_is_free_first_instead(cast, advisors, browser):
    request = actions.ask(cast.amina, WORDS, advisors.maya)
    with clock.at(NOON + timedelta(hours=4)):
        hers = browser(cast.amina)
        assert "Ask whoever is free first" in hers.get(request.address).text
        hers.post(f"{request.address}/open")
    assert "Maya" in asked_now(request) and len(asked_now(request)) == 3


def test_a_full_advisor_says_no_more_yes_until_a_family_has_finished(cast, advisors, browser):
    actions.set_hours(advisors.maya, Hours(1))
    first = actions.ask(cast.amina, WORDS, advisors.maya)
    second = actions.ask(cast.ben, WORDS, advisors.maya)
    actions.accept(advisors.maya, cast.amina, first.id)
    with pytest.raises(Forbidden, match="as many families"):
        actions.accept(advisors.maya, cast.ben, second.id)
    actions.finish(cast.amina, queries.match_of(first.id).id)
    assert actions.accept(advisors.maya, cast.ben, second.id).outcome == "accepted"
    with clock.at(NOON + timedelta(weeks=9)):
        assert queries.families_of([advisors.maya.id]) == {}


@pytest.mark.parametrize("who", ["professional", "suspended", "unconfirmed"])
def test_who_may_not_ask_is_told_why(cast, advisors, browser, who):
    theirs = browser(getattr(cast, who))
    answer = theirs.post("/support/new", data={"text": WORDS, "when": "soon"})
    assert answer.status_code == 403
    assert db.session.scalar(select(func.count(AdvisorRequest.id))) == 0
    assert "Ask whoever is free first" not in theirs.get("/advisors").text


def test_a_newcomer_reaches_an_advisor_in_the_first_minute(cast, advisors, browser):
    answer = browser(cast.newcomer).post(
        "/support/new", data={"to": "maya", "text": WORDS, "when": "soon", "age": "5-11"})
    assert answer.status_code == 303
    assert queries.open_request_of(cast.newcomer.id).wants == {"age": "5-11"}


def test_an_empty_request_and_an_unknown_advisor_are_refused_with_the_words_kept(
        cast, advisors, browser):
    hers = browser(cast.amina)
    answer = hers.post("/support/new", data={"to": "maya", "text": " ", "when": "soon"})
    assert answer.status_code == 422 and "Please write a sentence" in answer.text
    answer = hers.post("/support/new", data={"to": "nobody", "text": WORDS, "when": "soon"})
    assert answer.status_code == 422 and WORDS in answer.text
    assert "We cannot find that advisor" in answer.text


def test_nobody_else_sees_or_changes_a_request(cast, advisors, browser):
    request = actions.ask(cast.amina, WORDS, advisors.maya)
    for who in (cast.ben, cast.moderator, cast.admin, cast.safeguarding):
        theirs = browser(who)
        assert theirs.get(request.address).status_code == 404
        for verb in ("cancel", "open"):
            assert theirs.post(f"{request.address}/{verb}").status_code == 404
    offer = request.offers[0]
    assert browser(advisors.joan).post(f"/advising/offers/{offer.id}/accept").status_code == 404
    with pytest.raises(NotFound):
        actions.accept(advisors.joan, cast.amina, request.id)


@pytest.mark.both_databases
def test_a_conversation_that_waited_to_be_accepted_is_opened_by_a_yes(cast, advisors):
    advisors.maya.role = "member"
    db.session.commit()
    knock = messages.start(cast.amina, advisors.maya, "Hello", "k1")
    advisors.maya.role = "advisor"
    db.session.commit()
    assert db.session.get_one(Conversation, knock.conversation_id).is_request
    request = actions.ask(cast.amina, WORDS, advisors.maya)
    actions.accept(advisors.maya, cast.amina, request.id)
    assert [one.text for one in db.session.scalars(select(Message).order_by(Message.id))] == [
        "Hello", WORDS]


# --- visitors: their words are kept through joining ---


def kept_by(visitor) -> str:
    answer = visitor.post("/support/new", data={"to": "maya", "text": WORDS, "when": "now"})
    assert answer.status_code == 303 and answer.location.startswith("/join?next=")
    return answer.location


@pytest.mark.both_databases
def test_a_visitor_asks_joins_and_the_request_is_sent(cast, advisors, browser):
    visitor = browser()
    way = kept_by(visitor)
    joining = visitor.get(way).text
    before = visitor.get("/support/new?to=maya").text
    assert "as soon as you have confirmed your email" in before
    assert "What you wrote is kept. It goes to an advisor as soon as you have joined" in joining
    visitor.post("/join", data=JOINING | {"next": next_in(joining)})
    done = visitor.post("/join/confirm", data={"code": code_for(JOINING["email"])})
    request = db.session.scalars(select(AdvisorRequest)).one()
    assert request.text == WORDS and request.urgent and asked_now(request) == ["Maya"]
    page = visitor.get(done.location, follow_redirects=True).text
    assert "We are looking for somebody" in page and "Your request is on its way." in page
    assert db.session.scalar(select(func.count(PendingRequest.id))) == 0


def test_nobody_else_reads_kept_words(cast, advisors, browser):
    visitor = browser()
    kept_by(visitor)
    with visitor.session_transaction() as session:
        address = f"/support/new?kept={session['asked']}"
    assert WORDS in visitor.get(address).text
    assert WORDS not in browser().get(address).text
    with clock.at(NOON + timedelta(hours=2)):
        assert WORDS not in visitor.get(address).text


@pytest.mark.both_databases
def test_kept_words_are_thrown_away_after_a_week(advisors, browser):
    kept_by(browser())
    with clock.at(NOON + timedelta(days=8)):
        actions.forget_old_words()
    assert db.session.scalar(select(func.count(PendingRequest.id))) == 0


@pytest.mark.both_databases
def test_old_requests_lose_their_words_and_then_go(cast, advisors):
    request = actions.ask(cast.amina, WORDS, advisors.maya)
    actions.cancel(cast.amina, request.id)
    with clock.at(NOON + timedelta(days=31)):
        actions.forget_old_requests()
    assert _again(request).text == ""
    with clock.at(NOON + timedelta(days=731)):
        actions.forget_old_requests()
    assert db.session.scalar(select(func.count(RequestOffer.id))) == 0
    assert db.session.scalar(select(func.count(AdvisorRequest.id))) == 0


def test_push_says_nothing_of_anybody(cast, advisors):
    payload.check("advisor", "/advising")
    assert "Amina" not in payload.WORDS["advisor"] and offers.SUBJECT.count("Amina") == 0
