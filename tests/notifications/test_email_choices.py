"""When emails come, by what a member has chosen: quiet hours, a pause, a quiet time; in which form;
and what the page says of it."""
import re
from datetime import UTC, datetime, timedelta
from html import unescape
from pathlib import Path

import pytest
from sqlalchemy import select

from peoplehub.accounts import access_needs, actions as accounts, email_kinds, email_times
from peoplehub.accounts.access_needs import AccessNeeds
from peoplehub.core import clock, mail
from peoplehub.core.acts import act, save
from peoplehub.core.extensions import db
from peoplehub.core.mail import Email
from peoplehub.forum import actions as forum
from peoplehub.forum.models import Board
from peoplehub.messages import actions as messages
from peoplehub.moderation.queries import deliveries
from peoplehub.notifications import unsubscribing
from tests.notifications.test_nothing_telling import SITE, words_of  # noqa: F401
from tests.notifications.test_stopping import CLICK, path_of, server  # noqa: F401

pytestmark = pytest.mark.one_database

NIGHT = datetime(2026, 12, 1, 23, 30, tzinfo=UTC)
QUIET = {email_times.FROM: "22", email_times.TO: "7"}


@pytest.fixture
def topic(cast):
    board = act(save)(Board(slug="planning", name="Planning"))
    return forum.start_topic(cast.amina, board, "A question", "Who else?").topic


def left(server, at):  # noqa: F811
    """What leaves when the worker looks at that moment."""
    before = len(server.given)
    with clock.at(at):
        mail.send_waiting()
    return server.given[before:]


@pytest.mark.parametrize("chosen, now, leaves", [
    ({}, NIGHT, None), (QUIET, NIGHT, datetime(2026, 12, 2, 7, tzinfo=UTC)),
    (QUIET, datetime(2026, 12, 2, 7, tzinfo=UTC), None),
    (QUIET, datetime(2026, 7, 1, 21, 30, tzinfo=UTC), datetime(2026, 7, 2, 6, tzinfo=UTC)),
    ({email_times.FROM: "9", email_times.TO: "17"}, datetime(2026, 12, 1, 12, tzinfo=UTC),
     datetime(2026, 12, 1, 17, tzinfo=UTC)),
    ({email_times.FROM: "9", email_times.TO: "9"}, NIGHT, None),
    ({email_times.PAUSED_UNTIL: "2026-12-12"}, NIGHT, datetime(2026, 12, 12, 7, tzinfo=UTC)),
    ({email_times.PAUSED_UNTIL: "2026-12-12", email_times.FROM: "6", email_times.TO: "9"}, NIGHT,
     datetime(2026, 12, 12, 9, tzinfo=UTC)),
    ({email_times.PAUSED_UNTIL: "2026-12-01"}, NIGHT, None),
])
def test_when_an_email_may_leave(chosen, now, leaves):
    """London's hours, also in summer time."""
    assert email_times.leaves_at(chosen, now) == leaves


def test_what_waits_for_the_morning_goes_as_one_and_the_account_does_not_wait(
        browser, cast, topic, server):  # noqa: F811
    accounts.choose_email_times(cast.amina, "22", "7")
    with clock.at(NIGHT):
        forum.reply(cast.ben, topic, "Me too.")
        forum.reply(cast.outsider, topic, "@amina, you?")
        messages.start(cast.ben, cast.amina, "Hello", "c1")
        act(mail.queue_email)(cast.amina.email, "Changed", "password-changed")
    later = NIGHT + timedelta(minutes=5)
    assert [one["Subject"] for one in left(server, later)] == ["Changed"]
    states = [one.state for one in deliveries.deliveries_to(cast.moderator, cast.amina)]
    assert states.count("Waiting for a time that they chose") == 3
    assert left(server, NIGHT + timedelta(hours=7)) == [], "it is half past six"
    morning, = left(server, NIGHT + timedelta(hours=8))
    assert f"{SITE}/\n" in morning.get_content().replace("https://hub.example", SITE)
    said = browser().post(path_of(morning), data=CLICK, token=False)
    assert "No emails about the community come to you any more." in said.text
    with clock.at(NIGHT + timedelta(hours=8)):
        forum.reply(cast.ben, topic, "You too?")
        messages.start(cast.outsider, cast.amina, "Hello", "c2")
    assert left(server, NIGHT + timedelta(hours=9)) == [], "one click stopped all that it was of"


def test_messages_that_waited_name_no_conversation_and_are_stopped_as_messages(
        cast, app, server, monkeypatch):  # noqa: F811
    """Who answers the one email has perhaps read the other conversation."""
    monkeypatch.setitem(app.config, "REPLY_DOMAIN", "reply.example")
    others = cast.ben, cast.advisor
    accounts.choose_email_times(cast.amina, "22", "7")
    with clock.at(NIGHT):
        for other in others:
            talk = messages.start(cast.amina, other, "Hello", f"a{other.id}").conversation
            messages.send(other, talk, "Hello Amina", f"m{other.id}")
    assert [one for one in left(server, NIGHT + timedelta(minutes=6))
            if one["To"] == cast.amina.email] == []
    morning, = left(server, NIGHT + timedelta(hours=8))
    assert morning["Reply-To"] is None and "/messages\n" in morning.get_content()
    token = path_of(morning).rpartition("/")[2]
    assert unsubscribing.person_and_kinds(token)[1] == (email_kinds.MESSAGES,)


def test_notices_that_are_stopped_meanwhile_hold_back_no_message(
        cast, topic, server):  # noqa: F811
    accounts.choose_email_times(cast.amina, "22", "7")
    with clock.at(NIGHT):
        forum.reply(cast.ben, topic, "Me too.")
        messages.start(cast.ben, cast.amina, "Hello", "c1")
    assert left(server, NIGHT + timedelta(minutes=5)) == []
    now_stopped = {**cast.amina.preferences, "emails_stopped": [email_kinds.NOTICES]}
    act(lambda: setattr(cast.amina, "preferences", now_stopped))()  # a moment before they leave
    morning, = left(server, NIGHT + timedelta(hours=8))
    assert "/messages\n" in morning.get_content()


def test_no_email_stops_the_others(cast, topic, app, server, monkeypatch):  # noqa: F811
    """Neither those of somebody whose choices cannot be read, nor one in easy words whose link is
    of an earlier address of the site."""
    accounts.choose_email_times(cast.amina, "22", "7")
    access_needs.choose_access(cast.ben, AccessNeeds(easy=True))
    with clock.at(NIGHT):
        forum.reply(cast.ben, topic, "Me too.")
        messages.start(cast.ben, cast.amina, "Hello", "c1")
    assert left(server, NIGHT + timedelta(minutes=5)) == []
    broken = {**cast.amina.preferences, email_times.PAUSED_UNTIL: "soon"}
    act(lambda: setattr(cast.amina, "preferences", broken))()
    with clock.at(NIGHT + timedelta(hours=8)):
        act(mail.write_to_all)([(cast.ben.email, f"{cast.ben.id} notice topic 1")], "New",
                               "something-new", wait=timedelta(), path="/notifications")
        act(mail.queue_email)(cast.outsider.email, "Changed", "password-changed")
        monkeypatch.setitem(app.config, "BASE_URL", "https://new.example")
        mail.send_waiting()
    assert [one["To"] for one in server.given] == [cast.ben.email, cast.outsider.email]
    db.session.rollback()
    theirs = db.session.scalars(select(Email).where(Email.to == cast.amina.email)).all()
    assert [(one.tries, one.failed_because) for one in theirs] == [(1, "ValueError")] * 2
    act(lambda: setattr(cast.amina, "preferences", {}))()
    assert len(left(server, NIGHT + timedelta(hours=9))) == 2, "and they come once they can be read"


def test_what_was_read_meanwhile_does_not_come_in_the_morning(
        browser, cast, topic, server):  # noqa: F811
    accounts.choose_email_times(cast.amina, "22", "7")
    with clock.at(NIGHT):
        forum.reply(cast.ben, topic, "Me too.")
    assert left(server, NIGHT + timedelta(minutes=5)) == []
    browser(cast.amina).post("/notifications/read")
    assert left(server, NIGHT + timedelta(hours=8)) == []


def test_a_pause_holds_back_and_ends_by_itself_or_by_hand(
        browser, cast, topic, server):  # noqa: F811
    now = clock.now()
    until = now.date() + timedelta(days=10)
    client = browser(cast.amina)
    client.post("/settings/letters/times", data={"paused_until": until.isoformat()})
    forum.reply(cast.ben, topic, "Me too.")
    assert left(server, now + timedelta(minutes=5)) == left(server, now + timedelta(days=5)) == []
    assert len(left(server, now + timedelta(days=11))) == 1, "not too old after so long a wait"
    client.post("/notifications/read")
    forum.reply(cast.ben, topic, "And more.")
    assert left(server, now + timedelta(minutes=5)) == []
    client.post("/settings/letters/times", data={})
    assert len(left(server, now + timedelta(minutes=6))) == 1, "it was ended by hand"


@pytest.mark.parametrize("wrong", [
    {"quiet_from": "22"}, {"quiet_from": "25", "quiet_to": "7"}, {"paused_until": "2020-01-01"},
    {"paused_until": "2199-01-01"}, {"paused_until": "soon"},
])
def test_times_that_are_none_are_refused_with_what_was_chosen(browser, cast, wrong):
    answer = browser(cast.amina).post("/settings/letters/times", data=wrong)
    assert answer.status_code == 422 and "There is something to put right" in answer.text
    db.session.refresh(cast.amina)
    assert cast.amina.preferences == {}


def test_the_page_says_in_a_sentence_what_comes_and_when(browser, cast):
    client = browser(cast.amina)

    def said():
        return re.search(r'<p class="lead">(.*?)</p>', client.get("/settings/letters").text)[1]

    assert said() == "Less than one email a week comes to you."
    client.post("/settings/letters", data={"letters": "weekly", "weekly_on": "2"})
    client.post("/settings/letters/times", data={"quiet_from": "22", "quiet_to": "7"})
    assert said() == ("Less than one email a week comes to you, with a weekly one on Wednesdays. "
                      "From 10pm to 7am they wait, and then come as one.")
    until = clock.now().date() + timedelta(days=10)
    client.post("/settings/letters/times", data={"paused_until": until.isoformat()})
    assert "Until " in said() and "one email says that something is there for you" in said()
    client.post("/settings/letters", data={"letters": "none"})
    assert said() == "No emails about the community come to you."
    client.post("/settings/quiet-time")
    assert said() == "It is your quiet time, so no news comes by email."


def test_in_a_quiet_time_an_answer_to_what_one_wrote_oneself_still_comes(cast, server):  # noqa: F811
    own = messages.start(cast.amina, cast.advisor, "May we talk?", "c1").conversation
    accounts.begin_quiet_time(cast.amina)
    messages.start(cast.ben, cast.amina, "Hello", "c2")
    messages.send(cast.advisor, own, "Of course. I am so sorry.", "c3")
    now = clock.now()
    came = [one for one in left(server, now + timedelta(minutes=5))
            if one["To"] == cast.amina.email]
    assert len(came) == 1
    accounts.resume_emails(cast.amina, [])
    accounts.stop_emails(cast.ben, [email_kinds.MESSAGES])
    accounts.begin_quiet_time(cast.ben)
    db.session.refresh(cast.ben)
    assert not cast.ben.preferences[email_kinds.ANSWERS_COME], "they were stopped before"
    accounts.resume_emails(cast.amina, email_kinds.KINDS)
    db.session.refresh(cast.amina)
    assert cast.amina.preferences == {}


# --- what helps somebody ---


def shown_of(html: str) -> list[str]:
    body = html.partition("<body")[2].partition(">")[2].replace("<wbr>", "")
    return unescape(re.sub("<[^>]+>", " ", body)).split()


def test_large_print_is_a_second_part_with_the_same_words(
        cast, topic, server):  # noqa: F811
    access_needs.choose_access(cast.amina, AccessNeeds(emails_as="large"))
    act(mail.queue_email)(cast.amina.email, "Changed", "password-changed")
    act(mail.queue_email)(cast.ben.email, "Changed", "password-changed")
    large, plain = left(server, clock.now() + timedelta(minutes=1))
    assert plain.get_content_type() == "text/plain"
    words, html = (part.get_content() for part in large.iter_parts())
    assert shown_of(html) == words.split()
    assert html.count('<p><font size="5"') == html.count("<p>") > 3  # 24 px: 18 points
    assert "<img" not in html and "http://" not in html


@pytest.mark.parametrize("purpose", sorted(email_kinds.PURPOSES))
def test_every_email_can_be_in_large_print_and_tells_as_little(app, words_of, purpose):  # noqa: F811
    words = words_of(purpose)
    html = app.jinja_env.get_template("layout/large-print-email.html").render(
        lines=words.splitlines(), base_url=SITE)
    assert shown_of(html) == words.split(), "so what is beside the subject tells nothing either"
    assert set(re.findall(r'(?:href|src)="([^"]*)"', html)) <= {
        line for line in words.splitlines() if line.startswith(SITE)}


@pytest.mark.parametrize("purpose", mail.IN_EASY_WORDS)
def test_easy_sentences_are_short_and_lead_to_the_same(
        cast, topic, server, purpose):  # noqa: F811
    access_needs.choose_access(cast.amina, AccessNeeds(easy=True))
    act(mail.write_to_all)([(cast.amina.email, f"{cast.amina.id} notice topic 1")], "New", purpose,
                           wait=timedelta(), path="/notifications")
    easy, = left(server, clock.now() + timedelta(minutes=1))
    words = easy.get_content()
    assert "Press this link to read it:\nhttps://hub.example/notifications\n" in words
    assert max(len(said.split()) for said in re.split(r"[.?:]\s", words)) <= 12
    assert "116 123" in words and "999" in words


def test_the_team_reads_what_helps_only_with_consent_and_it_is_erased(browser, cast):
    client, page = browser(cast.amina), f"/moderation/people/{cast.amina.slug}"
    said = {"emails_as": "plain", "phone_me": "y"}
    assert client.post("/settings/access", data=said).status_code == 422, "no number"
    said["phone"] = "07700 900 123"
    client.post("/settings/access", data=said)
    team = browser(cast.moderator)
    assert "07700 900 123" not in team.get(page).text
    client.post("/settings/access", data=said | {"team_may_see": "y"})
    assert "07700 900 123" in team.get(page).text
    for other in (cast.ben, cast.advisor):
        assert "07700" not in browser(other).get(cast.amina.address).text
    client.post("/settings/access", data={"emails_as": "plain"})
    db.session.refresh(cast.amina)
    assert cast.amina.preferences == {}, "nothing of it is kept"


# --- one click (RFC 8058) ---


@pytest.mark.parametrize("purpose", sorted(email_kinds.PURPOSES))
def test_every_email_that_can_be_stopped_says_how_and_no_other_does(
        app, cast, monkeypatch, purpose):
    monkeypatch.setitem(app.config, "BASE_URL", "https://hub.example")
    for about in ("notice topic 1", "week 2026-48", "conversation 1", "messages 7",
                  "waited 7", "both 7"):
        email = Email(to=cast.amina.email, purpose=purpose, about=f"{cast.amina.id} {about}")
        kinds, headers = email_kinds.kinds_of(email), unsubscribing.list_headers(email)
        if not kinds:
            assert headers == {}
        elif kinds == (email_kinds.TEAM,):
            assert headers.keys() == {"List-Unsubscribe"}, "no click ends a duty"
        else:
            assert headers["List-Unsubscribe-Post"] == "List-Unsubscribe=One-Click"
            token = headers["List-Unsubscribe"].rpartition("/")[2].rstrip(">")
            person, stops = unsubscribing.person_and_kinds(token)
            assert (person.id, stops) == (cast.amina.id, kinds)


def test_each_email_that_can_be_stopped_is_written_with_its_readers_number():
    """Or its headers could not name them: found by reading the code."""
    writers = [path.read_text() for path in Path("peoplehub").rglob("*.py")]
    queued = {name for text in writers
              for name in re.findall(r'queue_email\([^)]*?"([a-z-]+)"', text, re.S)}
    by_link = {name for name, kind in email_kinds.PURPOSES.items() if kind in email_kinds.BY_LINK}
    assert by_link and not queued & {*by_link, email_kinds.OPTIONAL}

