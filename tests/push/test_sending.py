"""What is sent to a push service, how often, and to which addresses never."""
import socket
import threading
import time
from datetime import UTC, datetime, timedelta

import pytest
import time_machine
from sqlalchemy import func, select

from config import Config
from peoplehub.accounts.actions import begin_quiet_time, choose_email_times, resume_emails
from peoplehub.accounts.email_kinds import KINDS
from peoplehub.core import jobs, mail
from peoplehub.core.acts import act
from peoplehub.core.extensions import db
from peoplehub.push import delivery, encryption, http_post, outbox
from peoplehub.push.endpoints import EndpointRefused, public_address, target_of
from peoplehub.push.models import PushMessage, PushSubscription
from peoplehub.push.queries import lost_pushes
from peoplehub.rota import actions as rota
from tests.push.service import claims_of

NIGHT = datetime(2026, 11, 26, 23, tzinfo=UTC)
REAL = Config.PUSH_SERVICES
queue = act(outbox.queue_push)
withdraw = act(outbox.withdraw)


def count(table) -> int:
    return db.session.scalar(select(func.count()).select_from(table))


def only(table):
    return db.session.scalars(select(table)).one()


def test_an_alarm_arrives_encrypted_signed_and_without_words(app, cast, phone_of, service):
    phone = phone_of(cast.safeguarding)
    alarm = rota.raise_by_hand(cast.moderator, "danger")
    assert delivery.send_waiting() == 1
    path, headers, body = service.taken[0]
    assert path == "/send/phone" and headers["Host"] == f"localhost:{service.port}"
    assert phone.read(body) == {"title": "PeopleHub: someone on the team is needed",
                                "path": f"/moderation/alarms/{alarm.id}"}
    assert 3500 < int(headers["TTL"]) <= 3600 and headers["Urgency"] == "high"
    assert headers["Content-Encoding"] == "aes128gcm" and len(headers["Topic"]) == 32
    claims = claims_of(headers["Authorization"])
    assert claims["aud"] == f"https://localhost:{service.port}"
    assert claims["sub"] == "mailto:team@hub.example.org"
    assert time.time() < claims["exp"] < time.time() + 24 * 3600
    assert claims["key"] == encryption.public_key(app.config["PUSH_KEY"])
    in_the_clear = str(headers) + path + str(body)
    assert not any(word in in_the_clear for word in ("alarm", "danger", "Helen", "needed"))


def test_in_a_quiet_time_no_request_comes_by_push_and_alarms_do(cast, phone_of):
    phone_of(cast.advisor)
    begin_quiet_time(cast.advisor)
    queue([cast.advisor.id], "advisor", "/advising", "request 7")
    assert count(PushMessage) == 0
    queue([cast.advisor.id], "alarm", "/moderation/alarms/7", "alarm 7")
    assert only(PushMessage).what == "alarm"
    resume_emails(cast.advisor, KINDS)
    queue([cast.advisor.id], "advisor", "/advising", "request 8")
    assert count(PushMessage) == 2
    begin_quiet_time(cast.advisor)
    waiting = {one.what: one.id for one in db.session.scalars(select(PushMessage))}
    assert delivery._claim(waiting["advisor"]) is None, "nor does what waited leave"
    assert delivery._claim(waiting["alarm"]) is not None


def test_in_quiet_hours_no_request_comes_by_push_and_alarms_do(cast, phone_of):
    phone_of(cast.advisor)
    choose_email_times(cast.advisor, "22", "7")
    with time_machine.travel(NIGHT):
        queue([cast.advisor.id], "advisor", "/advising", "request 7")
        assert delivery.send_waiting() == 0
        queue([cast.advisor.id], "alarm", "/moderation/alarms/7", "alarm 7")
        assert delivery.send_waiting() == 1


def test_a_push_says_nothing_but_what_is_written_down_here(cast, phone_of):
    phone_of(cast.moderator)
    for what, path in (("words", "/moderation"), ("alarm", "/forum/topics/7-my-sons-name"),
                       ("alarm", "https://evil.example"), ("alarm", "//evil.example"),
                       ("alarm", "/search?q=words"), ("alarm", "")):
        with pytest.raises(ValueError, match="no neutral push"):
            queue([cast.moderator.id], what, path, "about")
    assert count(PushMessage) == 0


def test_an_act_that_alarms_asks_no_push_service_and_the_worker_is_woken_by_it(
        app, cast, phone_of, service):
    phone_of(cast.safeguarding)
    rota.raise_by_hand(cast.moderator, "test")
    assert service.taken == [] and only(PushMessage).sent_at is None
    woken = [task.args[0] for task in app.extensions["jobs"]["huey"].pending()]
    assert woken.count("peoplehub.push.delivery.deliver_pushes") == 1
    assert any(function is delivery.deliver_pushes for function, _ in jobs._rounds)


def test_who_has_an_alarm_stops_the_pushes_that_nobody_tried_yet(cast, phone_of, service):
    phone_of(cast.safeguarding)
    alarm = rota.raise_by_hand(cast.moderator, "test")
    rota.take_alarm(cast.moderator, alarm)
    assert delivery.send_waiting() == 0 and service.taken == []


def test_without_a_key_nothing_is_queued_or_sent(app, cast, phone_of, service, monkeypatch):
    phone_of(cast.safeguarding)
    queue([cast.safeguarding.id], "alarm", "/moderation/alarms/1", "alarm 1")
    monkeypatch.setitem(app.config, "PUSH_KEY", "")
    rota.raise_by_hand(cast.moderator, "test")
    assert count(PushMessage) == 1
    assert delivery.send_waiting() == 0 and service.taken == []


@pytest.mark.parametrize("word", ["gone", "unknown"])
def test_a_device_that_its_push_service_does_not_know_any_more_is_forgotten(
        cast, phone_of, service, word):
    phone_of(cast.moderator, word)
    phone_of(cast.moderator)
    queue([cast.moderator.id], "alarm", "/moderation/alarms/1", "alarm 1")
    assert delivery.send_waiting() == 1 and len(service.taken) == 2
    assert only(PushSubscription).endpoint == service.address()
    assert only(PushMessage).sent_at is not None, "nothing is left of the other"


@pytest.mark.parametrize("word", ["broken", "moved"])
def test_what_is_not_taken_is_tried_again_after_growing_pauses_and_no_redirect_is_followed(
        cast, phone_of, service, word):
    with time_machine.travel(NIGHT, tick=False) as clock:
        phone_of(cast.moderator, word)
        queue([cast.moderator.id], "alarm", "/moderation/alarms/1", "alarm 1")
        tried = []
        for minute in (0, 0.9, 1, 2, 3, 6, 7, 14, 15, 30, 31, 61):
            clock.move_to(NIGHT + timedelta(minutes=minute))
            before = len(service.taken)
            delivery.send_waiting()
            tried += [minute] * (len(service.taken) - before)
        assert tried == [0, 1, 3, 7, 15, 31], "and never after it is of use"
        assert {path for path, _, _ in service.taken} == {f"/send/{word}"}
        assert "HTTP" in only(PushMessage).failed_because
        assert lost_pushes(NIGHT)[0] == 1


def test_what_failed_says_why_and_arrives_when_the_service_is_well_again(cast, phone_of, service):
    with time_machine.travel(NIGHT, tick=False) as clock:
        phone_of(cast.moderator, "broken")
        queue([cast.moderator.id], "alarm", "/moderation/alarms/1", "alarm 1")
        delivery.send_waiting()
        assert only(PushMessage).failed_because == "HTTP 500"
        db.session.rollback()
        service.answers["broken"] = 201
        clock.shift(timedelta(minutes=1))
        assert delivery.send_waiting() == 1
        assert only(PushSubscription).reached_at == NIGHT + timedelta(minutes=1)
    assert [int(headers["TTL"]) for _, headers, _ in service.taken] == [3600, 3540]


def test_three_workers_at_once_send_each_push_once(app, cast, phone_of, service):
    for word in ("one", "two", "three", "four"):
        phone_of(cast.moderator, word)
    queue([cast.moderator.id], "alarm", "/moderation/alarms/1", "alarm 1")
    sent, begin = [], threading.Barrier(3)

    def work() -> None:
        with app.app_context():
            begin.wait()
            sent.append(delivery.send_waiting())
            db.session.remove()

    workers = [threading.Thread(target=work) for _ in range(3)]
    for one in workers:
        one.start()
    for one in workers:
        one.join()
    assert sum(sent) == 4
    assert sorted(path for path, _, _ in service.taken) == [
        "/send/four", "/send/one", "/send/three", "/send/two"]


def test_a_service_that_talks_for_ever_is_cut_off_and_asked_once(
        cast, phone_of, service, monkeypatch):
    monkeypatch.setattr(http_post, "CUT_AFTER", 0.5)
    phone_of(cast.moderator, "slow")
    phone_of(cast.moderator)
    queue([cast.moderator.id], "alarm", "/moderation/alarms/1", "alarm 1")
    begun = time.monotonic()
    assert delivery.send_waiting() == 0
    assert time.monotonic() - begun < 5 and len(service.taken) == 1


def test_a_certificate_of_somebody_else_is_not_taken(app, cast, phone_of, service, monkeypatch):
    monkeypatch.setitem(app.config, "PUSH_CERTIFICATES", "")
    phone_of(cast.moderator)
    queue([cast.moderator.id], "alarm", "/moderation/alarms/1", "alarm 1")
    assert delivery.send_waiting() == 0 and service.taken == []
    assert only(PushMessage).failed_because == "SSLCertVerificationError"


# --- where nothing is ever sent ---

FORBIDDEN = [
    "http://fcm.googleapis.com/fcm/send/x", "ftp://fcm.googleapis.com/x", "//fcm.googleapis.com/x",
    "https://evil.example/x", "https://fcm.googleapis.com.evil.example/x",
    "https://evil.example/fcm.googleapis.com", "https://fcm.googleapis.com@evil.example/x",
    "https://me:secret@fcm.googleapis.com/x", "https://fcm.googleapis.com\\@evil.example/x",
    "https://evil.example#@fcm.googleapis.com/x", "https://fcm.googleapis.com:8443/x",
    "https://fcm.googleapis.com:99999/x", "https://fcm.googleapis.com./x",
    "https://push.apple.com/x", "https://notpush.apple.com/x", "https://x.push.apple.com.evil/x",
    "https://127.0.0.1/x", "https://[::1]/x", "https://10.0.0.7/x", "https://169.254.169.254/x",
    "https://localhost/x", "https://2130706433/x", "https://fcm.googleapis.com/a b",
    "https://fcm.googleapis.com/x\r\nHost: evil.example", "https://ｆcm.googleapis.com/x", "", "x",
    "https://", "https://[", f"https://fcm.googleapis.com/{'x' * 1000}",
]


@pytest.mark.parametrize("endpoint", FORBIDDEN)
def test_what_is_not_an_address_of_a_push_service_is_refused(endpoint):
    with pytest.raises(EndpointRefused):
        target_of(endpoint, REAL)


@pytest.mark.parametrize("endpoint, path", [
    ("https://fcm.googleapis.com/fcm/send/abc:APA-91_b", "/fcm/send/abc:APA-91_b"),
    ("https://updates.push.services.mozilla.com/wpush/v2/gAAAA", "/wpush/v2/gAAAA"),
    ("https://web.push.apple.com/QGHw", "/QGHw"),
    ("https://wns2-par02p.notify.windows.com/w/?token=BQYAA%2bB", "/w/?token=BQYAA%2bB"),
    ("https://FCM.googleapis.com:443/x", "/x"),
])
def test_the_browsers_that_people_have_are_reached(endpoint, path):
    target = target_of(endpoint, REAL)
    assert (target.path, target.port) == (path, 443) and target.origin.startswith("https://")


@pytest.mark.parametrize("addresses", [
    ["127.0.0.1"], ["10.1.2.3"], ["192.168.0.1"], ["172.16.0.1"], ["169.254.169.254"], ["0.0.0.0"],
    ["100.64.0.1"], ["224.0.0.1"], ["255.255.255.255"], ["::1"], ["::"], ["fe80::1"], ["fd00::1"],
    ["ff02::1"], ["::ffff:10.0.0.1"], ["64:ff9b::a00:1"], ["2002:7f00:1::1"], ["2001:db8::1"],
    ["142.250.1.95", "10.0.0.1"],
])
def test_a_name_that_leads_into_a_private_network_is_not_followed(monkeypatch, addresses):
    found = [(socket.AF_INET, socket.SOCK_STREAM, 6, "", (one, 443)) for one in addresses]
    monkeypatch.setattr(socket, "getaddrinfo", lambda *_about, **_more: found)
    with pytest.raises(EndpointRefused, match="public internet"):
        public_address("fcm.googleapis.com", 443)


def test_a_name_on_the_public_internet_is_followed_to_one_address(monkeypatch):
    found = [(socket.AF_INET, socket.SOCK_STREAM, 6, "", (one, 443))
             for one in ("142.250.1.95", "2a00:1450:4001::5f")]
    monkeypatch.setattr(socket, "getaddrinfo", lambda *_about, **_more: found)
    assert public_address("fcm.googleapis.com", 443) == "142.250.1.95"


@pytest.mark.parametrize("name, value, why", [
    ("PUSH_TO_LOOPBACK", False, "not an address of the public internet"),
    ("PUSH_SERVICES", REAL, "not a push service of the settings"),
])
def test_what_was_allowed_once_is_looked_at_again_before_each_sending(
        app, cast, phone_of, service, monkeypatch, name, value, why):
    phone_of(cast.moderator)
    queue([cast.moderator.id], "alarm", "/moderation/alarms/1", "alarm 1")
    monkeypatch.setitem(app.config, name, value)
    assert delivery.send_waiting() == 0 and service.taken == []
    assert only(PushMessage).failed_because == why


def test_what_went_is_forgotten_after_a_day(cast, phone_of, service):
    phone_of(cast.moderator)
    queue([cast.moderator.id], "alarm", "/moderation/alarms/1", "alarm 1")
    delivery.send_waiting()
    for hours, left in ((24, 1), (26, 0)):
        with time_machine.travel(datetime.now(UTC) + timedelta(hours=hours)):
            delivery.forget_old_pushes()
        assert count(PushMessage) == left, hours


def test_with_the_mail_server_down_push_still_goes_and_the_team_reads_that_emails_did_not(
    app, cast, browser, phone_of, service, monkeypatch
):
    monkeypatch.setitem(app.config, "MAIL_URL", "smtp://127.0.0.1:9")
    phone_of(cast.safeguarding)
    with time_machine.travel(NIGHT, tick=False):
        alarm = rota.raise_by_hand(cast.moderator, "danger")
        page = browser(cast.moderator)
        addresses = [f"/moderation/alarms/{alarm.id}", "/moderation/alarms"]
        assert not any("could not go" in page.get(address).text for address in addresses)
        assert mail.send_waiting() == 0 and delivery.send_waiting() == 1
        assert [path for path, _, _ in service.taken] == ["/send/phone"]
        said = "One email about it could not go yet, and we keep trying."
        assert all(said in page.get(address).text for address in addresses)
    with time_machine.travel(NIGHT + timedelta(minutes=2), tick=False):
        posted = []
        monkeypatch.setattr(mail, "_post", lambda email, *_: posted.append(email.to))
        assert mail.send_waiting() == 1 and posted == [cast.safeguarding.email]
        assert not any("could not go" in page.get(address).text for address in addresses)
        assert "Nobody has it yet" in page.get(addresses[0]).text
