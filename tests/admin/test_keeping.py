"""What the site team sees and does."""
from datetime import timedelta

import pytest
from sqlalchemy import select

from peoplehub.accounts import passwords
from peoplehub.accounts.models import User
from peoplehub.accounts.queries import sessions_of
from peoplehub.admin.queries import posts_a_week, statistics_for
from peoplehub.audit import hash_chain
from peoplehub.audit.models import Record
from peoplehub.core import clock
from peoplehub.core.acts import act
from peoplehub.core.email_address import masked
from peoplehub.core.extensions import db
from peoplehub.core.formatting import LONDON
from peoplehub.core.mail import queue_email
from peoplehub.forum import actions as forum
from peoplehub.forum.models import Board
from peoplehub.moderation import actions as moderation
from peoplehub.realtime import session_watch
from peoplehub.statistics.charts import bars
from tests.accounts.conftest import PASSWORD

pytestmark = pytest.mark.one_database


@act
def write_letters(person, number, **state):
    for which in range(number):
        letter = queue_email(person.email, f"Letter number {which + 1}", "something-new",
                             person=person, path="/notifications")
        for name, value in state.items():
            setattr(letter, name, value)


def figure(viewer, words):
    return next(one for one in statistics_for(viewer) if words in one.words)


# --- the overview ---


def test_the_overview_counts_what_waits(cast, board, browser):
    with clock.at(clock.now() - timedelta(days=2)):
        post = forum.start_topic(cast.ben, board, "Nobody answers", "Hello")
    moderation.report(cast.amina, post, "unkind")
    write_letters(cast.amina, 2)
    write_letters(cast.amina, 1, next_try_at=None, failed_because="ConnectionError")
    assert figure(cast.admin, "report").number == 1
    assert figure(cast.admin, "than a day").needs_care
    assert "1 email could not be sent" in figure(cast.admin, "be sent").more
    page = browser(cast.admin).get("/admin").text
    assert "Nobody answers" in page and "topic has waited more than a day" in page


def test_safeguarding_sees_no_number_of_letters(cast):
    assert not [one for one in statistics_for(cast.safeguarding) if "sent" in one.words]


def test_posts_are_counted_by_the_week_they_were_written_in(cast, board):
    for weeks in (0, 1, 1, 5, 30):
        with clock.at(clock.now() - timedelta(weeks=weeks)):
            forum.start_topic(cast.moderator, board, "Hello", "Hello")
    numbers = [number for _, number in posts_a_week(cast.admin)]
    assert (numbers[-1], numbers[-2], numbers[-6], sum(numbers), len(numbers)) == (1, 2, 1, 4, 12)


@pytest.mark.parametrize("values, heights", [
    ([], []), ([("a", 0)], [0]), ([("a", 2), ("b", 4), ("c", 0)], [100, 200, 0]),
])
def test_the_largest_bar_is_as_high_as_the_chart(values, heights):
    drawn = bars(values)
    assert [bar.height for bar in drawn] == heights
    assert all(bar.y + bar.height == 200 for bar in drawn)


def test_the_overview_asks_no_more_when_there_is_more(cast, board, browser, queries):
    team = browser(cast.admin)
    with queries() as few:
        team.get("/admin")
    for number in range(8):
        with clock.at(clock.now() - timedelta(days=2)):
            forum.start_topic(cast.moderator, board, f"Topic {number}", "Hello")
    with queries() as many:
        team.get("/admin")
    assert len(few) == len(many)


# --- letters ---


def test_letters_stand_newest_first_on_real_pages(cast, browser):
    write_letters(cast.amina, 31)
    team = browser(cast.admin)
    first, second = (team.get(f"/admin/letters?page={page}").text for page in (1, 2))
    assert first.index("Letter number 31") < first.index("Letter number 30")
    assert "Letter number 1<" in second and "Letter number 1<" not in first
    assert team.get("/admin/letters?page=3").status_code == 404


def test_a_list_shows_an_address_masked_and_the_letter_shows_it_whole(cast, browser):
    write_letters(cast.amina, 1)
    team = browser(cast.admin)
    assert "a…a@people.example" in team.get("/admin/letters").text
    assert cast.amina.email not in team.get("/admin/letters").text
    page = team.get("/admin/letters/1").text
    assert cast.amina.email in page and "There is something new for you" in page


@pytest.mark.both_databases
@pytest.mark.parametrize("state, seen", [
    ("waiting", "Number one"), ("sent", "Number two"), ("failed", "Number three"),
])
def test_letters_can_be_looked_at_by_their_state(cast, browser, state, seen):
    write_letters(cast.amina, 1, subject="Number one")
    write_letters(cast.amina, 1, subject="Number two", sent_at=clock.now(), next_try_at=None)
    write_letters(cast.amina, 1, subject="Number three", next_try_at=None)
    page = browser(cast.admin).get(f"/admin/letters?state={state}").text
    assert [word for word in ("one", "two", "three") if f"Number {word}" in page] == [seen[7:]]


@pytest.mark.parametrize("email, shown", [
    ("amina@example.org", "a…a@example.org"), ("ab@x.uk", "a…b@x.uk"), ("a@x.uk", "…@x.uk"),
])
def test_a_mask_keeps_the_ends(email, shown):
    assert masked(email) == shown


# --- people ---


@pytest.mark.both_databases
@pytest.mark.parametrize("typed", ["ami", "AMINA", "amina@peo", "%", "_", "'", "una", ""])
def test_people_are_found_by_a_part_of_their_name_or_email(cast, browser, typed):
    page = browser(cast.admin).get("/admin/people", query_string={"q": typed}).text
    assert (">Amina<" in page) == (typed.lower() in "amina amina@people.example")
    assert (">Una<" in page) == (typed.lower() in "una una@people.example")
    assert "amina@people.example" not in page or typed == "amina@people.example"


@pytest.mark.both_databases
@pytest.mark.parametrize("typed", ["élodie", "ÉLODIE", "elodie", "Élo", "lodi", "siân", "SIAN"])
def test_names_with_accents_are_found_however_they_are_typed(cast, browser, typed):
    """SQLite's own lower() leaves "É" as it is, so on one database of the two nobody was found."""
    db.session.add_all([person_called("Élodie", "elodie"), person_called("Siân", "sian")])
    db.session.commit()
    page = browser(cast.admin).get("/admin/people", query_string={"q": typed}).text
    is_elodie = not typed.lower().startswith("s")
    assert (">Élodie<" in page, ">Siân<" in page) == (is_elodie, not is_elodie)


def person_called(pen_name: str, slug: str):
    return User(pen_name=pen_name, slug=slug, skeleton=slug, email=f"{slug}@people.example")


def test_a_role_is_changed_after_a_second_question_and_is_recorded(cast, browser):
    team = browser(cast.admin)
    cast.admin.password_hash = passwords.hashed(PASSWORD)
    db.session.commit()
    asked = team.get("/admin/people/ben/role?role=advisor").text
    assert "Carries the badge of a peer advisor" in asked
    assert db.session.get(User, cast.ben.id).role == "member"
    for wrong in ({}, {"password": "a wrong guess"}):
        answer = team.post("/admin/people/ben/role", data={"role": "advisor", **wrong})
        assert answer.status_code == 422 and 'id="password-error"' in answer.text
        assert "Carries the badge of a peer advisor" in answer.text
        assert db.session.get(User, cast.ben.id).role == "member"
    answer = team.post("/admin/people/ben/role", data={"role": "advisor", "password": PASSWORD})
    assert answer.status_code == 303
    assert db.session.get(User, cast.ben.id).role == "advisor"
    line = db.session.scalars(select(Record).where(Record.happened == "RoleChanged")).one()
    assert line.about["admin_id"] == cast.admin.id


def test_nobody_changes_their_own_role(cast, browser):
    team = browser(cast.admin)
    assert "Change the role" not in team.get("/admin/people/sunil").text
    assert team.get("/admin/people/sunil/role?role=member").status_code == 404
    assert team.post("/admin/people/sunil/role", data={"role": "member"}).status_code == 403


def test_an_unknown_role_is_refused(cast, browser):
    team = browser(cast.admin)
    assert team.get("/admin/people/ben/role?role=king").status_code == 404
    assert team.post("/admin/people/ben/role", data={"role": "king"}).status_code == 422


def test_somebody_is_signed_out_everywhere(cast, browser):
    phone, computer = browser(cast.ben), browser(cast.ben)
    browser(cast.admin).post("/admin/people/ben/end-sessions")
    assert sessions_of(cast.ben) == []
    for device in (phone, computer):
        assert device.get("/notifications").status_code == 302
    assert db.session.scalar(select(Record).where(Record.happened == "AllSessionsEnded"))


@pytest.mark.both_databases
def test_everybody_is_signed_out_at_once(cast, browser, socket):
    cast.admin.password_hash = passwords.hashed(PASSWORD)
    db.session.commit()
    devices = [browser(one) for one in (cast.ben, cast.ben, cast.amina, cast.moderator)]
    line, team = socket(client=devices[0]), browser(cast.admin)
    assert "6 devices are signed in now" in browser(cast.admin).get("/admin/sessions").text
    for wrong in ({}, {"password": "a wrong guess"}):
        assert team.post("/admin/sessions", data=wrong).status_code == 422
        assert devices[0].get("/notifications").status_code == 200
    answer = team.post("/admin/sessions", data={"password": PASSWORD})
    assert (answer.status_code, answer.location) == (303, "/sign-in")
    for device in (*devices, team):
        assert device.get("/notifications").status_code == 302
    session_watch.close_ended()
    assert not line.is_connected
    told = db.session.scalars(select(Record).where(Record.happened == "EverybodySignedOut")).one()
    assert told.about == {"admin_id": cast.admin.id}
    assert "Everybody signed out" in browser(cast.admin).get("/admin/record").text


# --- boards ---

FIELDS = {"name": "Going out", "description": "Trips and days out", "audience": "members",
          "writers": "members", "position": "2", "patch": "sun"}


@pytest.mark.both_databases
def test_a_board_is_added_with_an_address_of_its_own(cast, board, browser):
    team = browser(cast.admin)
    for _ in range(2):
        assert team.post("/admin/boards/new", data=FIELDS).status_code == 303
    slugs = set(db.session.scalars(select(Board.slug)))
    assert slugs == {"planning", "going-out", "going-out-2"}
    assert "Going out" in team.get("/forum").text


def test_a_board_never_takes_an_address_the_forum_uses(cast, board):
    assert forum.save_board(cast.admin, None, **FIELDS | {"name": "Topics", "position": 1}).slug \
        == "topics-2"


@pytest.mark.both_databases
def test_a_changed_board_keeps_its_address_and_closes_at_once(cast, board, browser):
    forum.start_topic(cast.moderator, board, "About quibbles", "Hello")
    team = browser(cast.admin)
    assert "If you change who can read it" in team.get(f"/admin/boards/{board.id}").text
    team.post(f"/admin/boards/{board.id}", data=FIELDS | {"audience": "families"})
    assert db.session.get(Board, board.id).slug == "planning"
    for name in ("stranger", "professional"):
        visitor = browser(getattr(cast, name))
        assert visitor.get("/forum/planning").status_code == 404
        assert "We found nothing" in visitor.get("/search?q=quibbles").text
    assert "<mark>quibbles</mark>" in browser(cast.ben).get("/search?q=quibbles").text


@pytest.mark.one_database
@pytest.mark.parametrize("wrong", [
    {"name": " "}, {"description": ""}, {"audience": "everyone"}, {"writers": "nobody"},
    {"position": "first"}, {"position": "²"}, {"position": "1000"}, {"name": "x" * 81},
    {"patch": "skull"},
])
def test_a_board_that_is_not_right_is_refused_with_everything_kept(cast, board, browser, wrong):
    answer = browser(cast.admin).post("/admin/boards/new", data=FIELDS | wrong)
    assert answer.status_code == 422
    assert "There is something to put right" in answer.text
    assert len(db.session.scalars(select(Board)).all()) == 1


# --- the record ---


def test_the_record_is_read_in_words_and_by_kind(cast, board, browser):
    post = forum.start_topic(cast.ben, board, "Hello", "Hello")
    moderation.hide(cast.moderator, post, "Unkind")
    team = browser(cast.admin)
    everything = team.get("/admin/record").text
    assert "Post published" in everything and "Post hidden" in everything
    assert "Moderator: <a" in everything and ">Ruth</a>" in everything
    hidden = team.get("/admin/record?kind=Moderated").text
    assert "Post hidden" in hidden and "Post published" not in hidden
    assert team.get("/admin/record?kind=nothing").status_code == 200


@pytest.mark.both_databases
def test_the_record_is_read_by_person_and_by_day(cast, board, browser):
    post = forum.start_topic(cast.ben, board, "Hello", "Hello")
    moderation.hide(cast.moderator, post, "Unkind")
    moderation.suspend(cast.safeguarding, cast.ben, None, "Unkind, twice")
    hash_chain.link_new_lines()
    team, today = browser(cast.admin), clock.now().astimezone(LONDON).date()
    ruths = team.get("/admin/record?person=Ruth").text
    assert "Post hidden" in ruths and "Person suspended</h2>" not in ruths
    assert "Person suspended</h2>" in team.get("/admin/record?person=ben").text
    assert "Post hidden" in team.get(f"/admin/record?first={today}&last={today}").text
    tomorrow = today + timedelta(days=1)
    assert "There is no line like that" in team.get(f"/admin/record?first={tomorrow}").text
    assert "There is no line like that" in team.get(
        f"/admin/record?last={today - timedelta(days=1)}").text


@pytest.mark.parametrize("asked, said", [
    ("person=Nobody+at+all", "Nobody has that name."),
    ("first=soon", "This is not a day."), ("last=31/12/2026", "This is not a day."),
    ("first=2026-02-02&last=2026-02-01", "The last day is before the first."),
    ("first=9999-12-31", "There is no line like that"), ("last=9999-12-31", "The record"),
    ("person=%00%F0%9F%98%80", "Nobody has that name."),
])
def test_what_the_record_is_asked_for_wrongly_is_said_and_kept(cast, browser, asked, said):
    answer = browser(cast.admin).get(f"/admin/record?{asked}")
    assert said in answer.text and answer.status_code in (200, 422)
    if asked.startswith("person=Nobody"):
        assert 'value="Nobody at all"' in answer.text


def test_the_reason_somebody_gave_to_see_who_wrote_is_read_in_the_record(cast, board, browser):
    post = forum.start_topic(cast.ben, board, "A hard question", "Hello", anonymous=True)
    forum.reveal(cast.moderator, post, "They may be in danger <tonight>")
    page = browser(cast.admin).get("/admin/record").text
    assert "They may be in danger &lt;tonight&gt;" in page and ">Ben<" not in page


@pytest.mark.both_databases
def test_lines_of_earlier_releases_are_read_as_they_were_and_found_with_those_of_today(
        cast, board, browser):
    """The record cannot be changed, so its lines keep the names that events had then."""
    post = forum.start_topic(cast.ben, board, "Hello", "Hello")
    moderation.hide(cast.moderator, post, "Unkind")
    old = {"PieceHidden": {"kind": "post", "piece_id": 1, "moderator_id": cast.moderator.id},
           "PostReplied": {"post_id": 2, "topic_id": 1, "author_id": cast.ben.id}}
    db.session.add_all([Record(happened=name, about=about) for name, about in old.items()])
    db.session.commit()
    team = browser(cast.admin)
    for kind in ("Moderated", "PieceHidden"):
        page = team.get(f"/admin/record?kind={kind}").text
        assert "Piece hidden" in page and "Post hidden" in page and "Post replied" not in page
        assert page.count(">Ruth</a>") == 2
    page = team.get("/admin/record?kind=Published").text
    assert "Post replied" in page and "Post published" in page and "Ben" not in page


def test_the_record_never_says_who_wrote_a_post(cast, board, browser):
    forum.start_topic(cast.ben, board, "A hard question", "Hello", anonymous=True)
    assert "Ben" not in browser(cast.admin).get("/admin/record").text
