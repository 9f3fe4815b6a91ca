"""A question without an answer is offered to people who may know, and somebody takes it."""
from datetime import UTC, date, datetime, time, timedelta

import pytest
from sqlalchemy import select

from peoplehub.accounts.actions import begin_quiet_time
from peoplehub.accounts.actions.blocks import block
from peoplehub.accounts.models import User
from peoplehub.core import clock
from peoplehub.core.errors import Forbidden
from peoplehub.core.extensions import db
from peoplehub.core.mail import Email
from peoplehub.forum.actions import merge
from peoplehub.notifications.models import Notification
from peoplehub.rota import actions as rota
from peoplehub.unanswered import actions, queries
from peoplehub.unanswered.models import AnswerOffer
from tests.forum.conftest import replied, started
from tests.simulation.questions import QuestionMonth, Questions

pytestmark = pytest.mark.one_database


def at_hour(topic, hours):
    return clock.at(topic.started_at + timedelta(hours=hours))


def offered(topic=None):
    rows = select(AnswerOffer).order_by(AnswerOffer.user_id)
    return [one.user_id for one in db.session.scalars(rows)
            if topic is None or one.topic_id == topic.id]


def notices_to(person):
    return db.session.scalars(select(Notification).where(
        Notification.user_id == person.id, Notification.what == "offered")).all()


@pytest.fixture
def waiting(cast, boards):
    """Amina asked 13 hours ago."""
    with clock.at(clock.now() - timedelta(hours=13)):
        return started(cast.amina, boards.planning, title="Who pays the sitter?")


@pytest.fixture
def glad(cast):
    """Ben and Kit are glad to answer."""
    for person in (cast.ben, cast.outsider):
        actions.choose_offers(person, True)
    return cast


def test_after_twelve_hours_it_is_offered_once_to_those_who_are_glad_and_after_a_day_to_the_team(
        glad, topic):
    with at_hour(topic, 11):
        actions.look_after_questions()
        assert offered() == []
    with at_hour(topic, 13):
        actions.look_after_questions()
        actions.look_after_questions()  # a second worker
        assert offered() == sorted([glad.ben.id, glad.outsider.id])
        assert [len(notices_to(one)) for one in (glad.ben, glad.outsider)] == [1, 1]
    with at_hour(topic, 60):  # nothing ran meanwhile
        actions.look_after_questions()
        actions.look_after_questions()
    assert glad.moderator.id in offered()
    assert glad.amina.id not in offered()
    assert len(offered()) == len(set(offered()))


def test_it_goes_to_nobody_across_a_block_and_not_to_who_had_three_in_the_week(glad, boards):
    block(glad.amina, glad.ben)
    topics = [started(glad.amina, boards.planning, title=f"Question {n}") for n in range(4)]
    with at_hour(topics[-1], 13):
        for topic in topics:
            actions.offer_question(topic.id, False)
        assert [offered(topic) for topic in topics] == [[glad.outsider.id]] * 3 + [[]]
    with at_hour(topics[-1], 24 * 8):
        actions.offer_question(topics[-1].id, False)
        assert glad.outsider.id in offered(topics[-1])
        assert glad.ben.id not in offered()


def test_hard_words_and_a_board_that_is_closed_go_to_no_ordinary_member(glad, topic, boards):
    with at_hour(topic, 13):
        actions.offer_question(topic.id, True)
        assert offered() == []
    family = started(glad.amina, boards.families)
    actions.choose_offers(glad.professional, True)
    with at_hour(family, 13):
        actions.offer_question(family.id, False)
    assert glad.professional.id not in offered(family)
    assert glad.ben.id in offered(family)


def test_who_takes_it_is_asked_no_more_and_after_twelve_hours_others_are(
        browser, glad, waiting):
    ben, take = browser(glad.ben), f"/unanswered/{waiting.id}/take"
    page = ben.get("/unanswered").text
    assert waiting.title in page and f'action="{take}"' in page
    assert ben.post(take).location == f"{waiting.address}#reply"
    assert "You said that you will answer" in ben.get("/unanswered").text
    others = browser(glad.outsider).get("/unanswered").text
    assert "Somebody will answer" in others and "Ben will answer" not in others
    assert f'action="{take}"' not in others
    assert "Ben will answer" in browser(glad.moderator).get("/unanswered").text
    with pytest.raises(Forbidden):
        actions.take_question(glad.outsider, waiting)
    actions.look_after_questions()
    assert offered() == [glad.ben.id]
    with at_hour(waiting, 26):
        actions.look_after_questions()
    assert glad.outsider.id in offered()


def test_letting_it_go_and_bad_addresses(browser, glad, topic):
    ben = browser(glad.ben)
    ben.post(f"/unanswered/{topic.id}/take")
    assert ben.post(f"/unanswered/{topic.id}/let-go").location == "/unanswered"
    assert queries.holders_of([topic.id]) == {}
    assert ben.post("/unanswered/99999/take").status_code == 404
    assert browser(glad.amina).post(f"/unanswered/{topic.id}/take").status_code == 403
    assert browser(None).get("/unanswered").status_code in (302, 303)
    ben.post("/unanswered/offers", data={"glad": "no"})
    assert not db.session.get(User, glad.ben.id).preferences[queries.GLAD]


def test_an_answer_takes_what_was_offered_away(browser, glad, waiting):
    actions.look_after_questions()
    assert notices_to(glad.outsider)
    replied(glad.amina, waiting, "Is anybody there?")
    actions.look_after_questions()
    assert notices_to(glad.outsider), "one's own reply is no answer"
    assert waiting.title in browser(glad.outsider).get("/unanswered").text
    replied(glad.ben, waiting)
    actions.look_after_questions()
    assert not notices_to(glad.outsider)
    assert waiting.title not in browser(glad.outsider).get("/unanswered").text
    with at_hour(waiting, 24 * 60):
        actions.forget_old_offers()
    assert offered() == []


def test_emails_obey_what_each_chose(glad, topic):
    glad.ben.preferences = {**glad.ben.preferences, "letters": "none"}
    db.session.commit()
    with at_hour(topic, 13):
        actions.look_after_questions()
    to = db.session.scalars(select(Email.to).where(Email.about.contains("question"))).all()
    assert to == [glad.outsider.email]


def test_the_first_of_somebody_comes_first_and_unnamed_people_are_not_told_apart(
        browser, cast, boards):
    started(cast.amina, boards.planning, title="An old one")
    unnamed = started(cast.amina, boards.planning, title="Unnamed", anonymous=True)
    again = started(cast.amina, boards.planning, title="A second one")
    first = started(cast.ben, boards.planning, title="A first one")
    block(cast.amina, cast.outsider)
    with at_hour(first, 13):
        told = {one.topic.title: one.is_first for one in queries.waiting_for(cast.moderator)}
        assert told == {"An old one": True, "A first one": True, "Unnamed": False,
                        "A second one": False}
        seen = [one.topic.id for one in queries.waiting_for(cast.outsider)]
        assert seen == [first.id, unnamed.id] and again.id not in seen


def test_questions_for_somebody_are_of_boards_they_know(glad, boards):
    known = started(glad.amina, boards.planning, title="Asked here")
    other = started(glad.amina, boards.members, title="Asked elsewhere")
    started(glad.ben, boards.planning, title="Mine")
    assert queries.questions_for(glad.ben, 3) == [known]
    with at_hour(other, 13):
        actions.offer_question(other.id, False)
        assert queries.questions_for(glad.ben, 3) == [other, known]


def assigned(topic):
    return queries.holders_of([topic.id]).get(topic.id)


@pytest.fixture
def evenings(cast):
    """The lead looks after the community from 6 to 10 each evening."""
    rota.add_shift(cast.safeguarding, cast.safeguarding, date(2026, 6, 1), time(18), time(22),
                   weekly=True)
    for day in range(2, 8):
        rota.add_shift(cast.safeguarding, cast.safeguarding, date(2026, 6, day), time(18),
                       time(22), weekly=True)
    return cast


def test_who_is_on_duty_last_before_a_day_is_over_is_given_it(evenings, boards):
    asked = datetime(2026, 6, 3, 11, tzinfo=UTC)  # a Wednesday, noon in London
    with clock.at(asked):
        topic = started(evenings.amina, boards.planning, title="Who pays the sitter?")
    with clock.at(asked + timedelta(hours=5)):  # an hour before the evening
        actions.look_after_questions()
        assert assigned(topic) is None
    with clock.at(asked + timedelta(hours=6.5)):
        actions.look_after_questions()
        actions.look_after_questions()  # a second worker
        assert assigned(topic) == evenings.safeguarding
        [told] = db.session.scalars(select(Notification).where(Notification.what == "assigned"))
        assert told.user_id == evenings.safeguarding.id
        actions.let_question_go(evenings.safeguarding, topic)
    with clock.at(asked + timedelta(hours=18.5)):  # nobody is on duty: somebody of the team
        actions.look_after_questions()
        assert assigned(topic) not in (None, evenings.safeguarding)


def test_a_question_of_the_evening_waits_for_the_next_one(evenings, boards):
    asked = datetime(2026, 6, 3, 18, tzinfo=UTC)  # seven in the evening
    with clock.at(asked):
        topic = started(evenings.amina, boards.planning)
    with clock.at(asked + timedelta(hours=2.5)):
        actions.look_after_questions()
        assert assigned(topic) is None


def test_one_of_the_team_asks_somebody_who_can_see_to_it(browser, cast, waiting):
    ruth, address = browser(cast.moderator), f"/unanswered/{waiting.id}/assign"
    assert f'href="{address}"' in ruth.get("/unanswered").text
    assert browser(cast.ben).get(address).status_code == 404
    for wrong in ("", "x", str(cast.ben.id), "99999999999999"):
        page = ruth.post(address, data={"person": wrong, "idempotency_key": wrong or "none"})
        assert page.status_code == 422 and "choose somebody" in page.text
    ruth.post(address, data={"person": cast.safeguarding.id})
    assert assigned(waiting) == cast.safeguarding
    assert "has it now" in ruth.get(address).text
    ruth.post(address, data={"person": cast.admin.id, "idempotency_key": "again"})
    assert assigned(waiting) == cast.admin
    with pytest.raises(Forbidden):
        actions.assign_question(cast.moderator, cast.ben, waiting)


def test_in_two_days_nobody_waits_for_a_day_without_a_person(app):
    """`make simulation` plays a month, also without each rule: then some do."""
    found = QuestionMonth(Questions(days=2, a_day=4)).run()
    assert len(found.hours) > 3 and found.alone == 0


def test_what_goes_wrong_with_one_question_stops_no_other(glad, boards, monkeypatch):
    topics = [started(glad.amina, boards.planning, title=f"Question {n}") for n in range(2)]
    offer = actions.offer_question

    def breaks(topic_id, is_hard):
        if topic_id == topics[0].id:
            raise LookupError
        offer(topic_id, is_hard)

    monkeypatch.setattr(actions, "offer_question", breaks)
    with at_hour(topics[1], 13):
        actions.look_after_questions()
    assert offered(topics[0]) == [] and offered(topics[1])


def test_a_question_that_is_joined_with_another_topic_ends_its_offers(glad, waiting, boards):
    actions.look_after_questions()
    assert notices_to(glad.ben)
    other = started(glad.outsider, boards.planning, title="The same")
    merge(glad.moderator, waiting, other, "They ask the same.")
    actions.look_after_questions()
    assert not notices_to(glad.ben)


def test_whoever_asks_unnamed_and_replies_named_is_not_shown_to_be_one(cast, boards):
    unnamed = started(cast.amina, boards.planning, title="Unnamed", anonymous=True)
    replied(cast.amina, unnamed, "I wonder, too")
    with at_hour(unnamed, 13):
        assert queries.waiting_for(cast.moderator) == []


def test_who_can_be_asked_does_not_tell_who_asked_unnamed(cast, boards):
    named, unnamed = (started(cast.admin, boards.planning, title=f"One {n}", anonymous=n == 1)
                      for n in range(2))
    assert cast.admin not in queries.assignable_for(named)
    assert cast.admin in queries.assignable_for(unnamed)
    assert queries.next_of_team(unnamed) != cast.admin
    begin_quiet_time(cast.safeguarding)
    assert cast.safeguarding not in queries.assignable_for(named)
