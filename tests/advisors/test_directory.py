"""Choosing an advisor: who is shown, who fits, when each is there, and what a page says."""
from datetime import date, time, timedelta

import pytest

from peoplehub.accounts.actions.blocks import block
from peoplehub.advisors import actions, queries
from peoplehub.advisors.actions.profiles import Hours
from peoplehub.advisors.models import RequestOffer
from peoplehub.advisors.queries import Wanted
from peoplehub.core import clock
from peoplehub.core.errors import Forbidden, Invalid
from peoplehub.core.extensions import db
from tests.advisors.conftest import EVENING, NOON, SATURDAY, WEDNESDAY, advises
from tests.conftest import person

pytestmark = pytest.mark.one_database


def names(viewer, **facets) -> list[str]:
    when = facets.pop("when", "")
    return [one.user.pen_name for one in queries.directory_for(viewer, Wanted(facets, when))
            if one.presence.is_offered]


FITS = [
    ({"age": "5-11"}, ["Maya"]), ({"situation": "nights"}, ["Maya"]),
    ({"region": "london"}, ["Maya"]), ({"gender": "woman"}, ["Maya"]),
    ({"language": "cy"}, ["Joan"]), ({"budget": "chc"}, ["Joan"]),
    ({"budget": "chc", "age": "5-11"}, []), ({"when": "day"}, ["Maya"]),
    ({"when": "week"}, ["Maya", "Joan"]), ({"when": "now"}, []),
]


@pytest.mark.both_databases
def test_a_choice_finds_those_who_have_lived_it(cast, advisors, browser):
    for facets, who in FITS:
        assert names(cast.amina, **facets) == who
        page = browser().get("/advisors", query_string=facets).text
        assert [name for name in ("Maya", "Joan") if f"to={name.lower()}" in page] == who


def test_unknown_choices_are_left_out(browser, advisors):
    assert "to=maya" in browser().get("/advisors?age=900&when=never&gender=x").text


def test_who_is_free_now_stands_first_and_then_who_is_there_next(cast, advisors):
    assert names(cast.amina) == ["Maya", "Joan", "Idris"]
    actions.say_free(advisors.idris)
    assert names(cast.amina) == ["Idris", "Maya", "Joan"]
    with clock.at(EVENING):
        assert names(cast.amina, when="now") == ["Maya"]  # Idris was free for an hour


def test_nobody_there_is_said_with_the_next_time_and_whom_to_ring(browser, advisors):
    page = browser().get("/advisors").text
    assert "Nobody is here just now" in page and "at 6pm" in page and "tel:116123" in page
    with clock.at(EVENING):
        page = browser().get("/advisors").text
    assert "1 advisor is here now" in page and "We cannot say yet how long it takes." in page


@pytest.mark.both_databases
def test_the_page_that_is_kept_for_visitors_says_what_is_so_now(browser, cast, advisors, queries):
    """By the minute, and at once after a change."""
    first = browser().get("/advisors").text
    with queries() as asked:
        assert browser().get("/advisors").text == first
    assert len(asked) <= 1
    actions.say_free(advisors.idris)
    assert "Free to talk now" in browser().get("/advisors").text
    with clock.at(EVENING):  # nothing was written, but the evening of one has begun
        assert "Here this evening" in browser().get("/advisors").text
    actions.set_hours(advisors.maya, Hours(1, (WEDNESDAY,), EVENING.time(), time(21)))
    request = actions.ask(cast.amina, "Nights are hard", chosen=advisors.maya)
    assert "to=maya" in browser().get("/advisors").text
    actions.accept(advisors.maya, cast.amina, request.id)
    assert "to=maya" not in browser().get("/advisors").text  # she has one family, and no room


CANNOT = {  # what makes it so: what the page says
    "full": (lambda cast, maya: actions.accept(
        maya, cast.ben, actions.ask(cast.ben, "Hello", maya).id), "as many families"),
    "pauses": (lambda cast, maya: actions.set_hours(maya, Hours(1, paused=True)), "a break"),
    "away": (lambda cast, maya: actions.set_hours(
        maya, Hours(1, away_until=date(2026, 12, 24))), "24 December 2026"),
}


@pytest.mark.parametrize("why", CANNOT)
def test_who_cannot_be_asked_is_not_offered_and_the_page_says_so_kindly(
        cast, advisors, browser, why):
    actions.set_hours(advisors.maya, Hours(1, (WEDNESDAY,)))
    do, words = CANNOT[why]
    do(cast, advisors.maya)
    assert "Maya" not in names(cast.amina)
    page = browser(cast.amina).get("/advisors/maya").text
    assert words in page and "/support/new\"" in page and "to=maya" not in page
    with pytest.raises(Invalid, match="whoever is free first"):
        actions.ask(cast.amina, "Hello", advisors.maya)
    assert "Not free just now" in browser().get("/advisors").text


def test_a_training_that_has_run_out_hides_the_advisor(cast, advisors, browser):
    with clock.at(NOON + timedelta(days=200)):
        assert names(cast.amina) == []
        assert "Maya" not in browser().get("/advisors").text
        assert "cannot take new families" in browser().get("/advisors/maya").text
        actions.record_training(cast.admin, advisors.maya, "Again", date(2027, 6, 1),
                                date(2028, 6, 1))
        assert names(cast.amina) == ["Maya"]


def test_an_advisor_without_training_is_not_shown(cast, advisors):
    new = person("Nora", "advisor")
    db.session.add(new)
    db.session.commit()
    advises(cast.admin, new, until=None)
    assert "Nora" not in names(cast.amina)


@pytest.mark.both_databases
def test_professionals_and_blocked_people_never_appear(cast, advisors, browser):
    block(cast.amina, advisors.maya)
    assert "Maya" not in names(cast.amina) and "Maya" in names(cast.ben)
    assert browser(cast.amina).get("/advisors/maya").status_code == 404
    advisors.joan.i_am = "professional"
    db.session.commit()
    assert "Joan" not in names(cast.ben)
    assert browser().get("/advisors/joan").status_code == 404


@pytest.mark.both_databases
def test_site_search_finds_an_advisor_by_what_they_know(browser, cast, advisors):
    assert "Maya, peer advisor" in _plain(browser().get("/search?q=nights+meetings").text)
    assert "Joan, peer advisor" in _plain(browser().get("/search?q=welsh").text)


NOT_NOW = {"full": "Maya supports as many families as they can just now.",
           "pauses": "Maya is having a break just now.", "away": "Maya is away just now."}


@pytest.mark.both_databases
@pytest.mark.parametrize("why", CANNOT)
def test_site_search_says_of_an_advisor_who_cannot_be_asked_now_that_it_is_so(
        browser, cast, advisors, why):
    actions.set_hours(advisors.maya, Hours(1, (WEDNESDAY,)))
    before = _plain(browser().get("/search?q=nights").text)
    assert "Maya, peer advisor" in before and NOT_NOW[why] not in before
    CANNOT[why][0](cast, advisors.maya)
    for viewer in (browser(), browser(cast.outsider)):
        found = _plain(viewer.get("/search?q=nights").text)
        assert "Maya, peer advisor" in found and NOT_NOW[why] in found


def test_site_search_asks_once_for_all_advisors_it_finds(browser, cast, advisors, queries):
    def asked(words: str) -> int:
        with queries() as those:
            assert browser().get(f"/search?q={words}").status_code == 200
        return len(those)

    asked("nights")
    assert asked("welsh") == asked("english") > 0  # one advisor, and three


def test_where_only_an_advisor_whose_training_ran_out_has_the_words_nothing_is_found(
        browser, cast, advisors):
    with clock.at(NOON + timedelta(days=200)):
        found = _plain(browser().get("/search?q=nights").text)
    assert "Maya" not in found and "We found nothing about that" in found


def test_how_soon_somebody_answers_is_counted_from_real_answers(cast, advisors):
    request = actions.ask(cast.amina, "Hello", advisors.maya)
    actions.cancel(cast.amina, request.id)
    for hours in (1, 20, 22):
        other = person(f"Other {hours}")
        db.session.add(other)
        db.session.commit()
        db.session.add(RequestOffer(
            request_id=request.id, advisor_id=advisors.joan.id, outcome="declined",
            offered_at=NOON - timedelta(hours=hours), answered_at=NOON, expires_at=NOON))
        if hours == 1:
            db.session.commit()
            assert "cannot say yet" in queries.answer_words([advisors.joan.id])[advisors.joan.id]
            request = actions.ask(cast.ben, "Hello", advisors.maya)
        if hours == 20:
            db.session.commit()
            request = actions.ask(cast.outsider, "Hello", advisors.maya)
    db.session.commit()
    assert queries.answer_words([advisors.joan.id]) == {
        advisors.joan.id: "Usually answers within a day"}


def test_the_wait_that_is_told_counts_those_who_got_no_answer(cast, advisors):
    """Three of seven had a yes, each after five minutes: half of those who asked did not."""
    actions.say_free(advisors.joan)
    for number in range(7):
        other = person(f"Asks {number}")
        db.session.add(other)
        db.session.commit()
        with clock.at(NOON + timedelta(seconds=number)):
            request = actions.ask(other, "Hello", advisors.joan)
        if number < 3:
            with clock.at(NOON + timedelta(minutes=5, seconds=number)):
                actions.accept(advisors.joan, other, request.id)
        if number == 2:
            with clock.at(NOON + timedelta(minutes=10)):
                assert queries.wait_words([advisors.joan.id]) == (
                    "Half of those who asked had an answer within 5 minutes.")
    with clock.at(NOON + timedelta(minutes=10)):
        assert "5 minutes" in queries.wait_words([advisors.joan.id])  # the others are quite new
    with clock.at(NOON + timedelta(hours=2)):
        assert "fewer than half" in queries.wait_words([advisors.joan.id])


def test_an_advisor_writes_their_page_and_hours(cast, browser, noon):
    hers = browser(cast.advisor)
    assert "You have no page yet" in hers.get("/advising").text
    assert hers.get("/advising/hours").location == "/advising/profile"
    said = {"text": "I know nights.", "situation": ["nights", "autism"], "language": ["en"],
            "region": "london", "gender": "woman"}
    assert hers.post("/advising/profile", data=said).status_code == 303
    assert 'value="nights" checked' in hers.get("/advising/profile").text
    said = {"capacity": "3", "days": ["2", "5"], "begins": "18:00", "ends": "21:00"}
    assert hers.post("/advising/hours", data=said).status_code == 303
    page = queries.profile_of(cast.advisor.id)
    assert [one.weekday for one in page.evenings] == [WEDNESDAY, SATURDAY]
    assert page.words_of("situation") == ["Autism", "Nights without sleep"]
    assert "has run out, so you are not shown" in hers.get("/advising").text


def test_hours_that_end_before_they_begin_are_refused(browser, advisors):
    said = {"capacity": "0", "days": ["9"], "begins": "21:00", "ends": "18:00", "away_until": "x"}
    answer = browser(advisors.maya).post("/advising/hours", data=said)
    assert answer.status_code == 422
    assert "The end has to be after the beginning" in answer.text and "1 to 20" in answer.text


def test_nobody_signs_for_their_own_training(cast, advisors):
    with pytest.raises(Forbidden):
        actions.record_training(advisors.maya, advisors.joan, "Mine", date(2026, 1, 1),
                                date(2027, 1, 1))
    with pytest.raises(Invalid, match="ends before"):
        actions.record_training(cast.admin, advisors.joan, "It", date(2026, 1, 2),
                                date(2026, 1, 1))


def test_the_directory_asks_no_more_of_many_than_of_few(browser, cast, advisors, request):
    counting = request.getfixturevalue("queries")

    def asked():
        with counting() as said:
            browser(cast.amina).get("/advisors")
        return len(said)

    few = asked()
    for number in range(6):
        new = person(f"Advisor {number}", "advisor")
        db.session.add(new)
        db.session.commit()
        advises(cast.admin, new, days=[number])
    assert asked() <= few


def _plain(page: str) -> str:
    return page.replace("<mark>", "").replace("</mark>", "")


def test_who_cannot_be_asked_is_named_so_in_the_list_of_whom_to_write_to(cast, advisors, browser):
    page = browser(cast.amina).get("/advisors/maya").text
    assert "Wednesdays 6pm to 9pm" in page and "we ask somebody else" in page
    assert "having a break" not in browser(cast.amina).get("/messages/new").text
    actions.set_hours(advisors.maya, Hours(4, (2,), paused=True))
    assert browser(cast.amina).get("/messages/new").text.count("Maya is having a break") == 1
    assert "we ask somebody else" not in browser(cast.amina).get("/advisors/maya").text
