"""Is the site well: what machines are told."""
import shutil
import time
from datetime import timedelta

import pytest
import time_machine
from sqlalchemy import func, select
from sqlalchemy.exc import OperationalError

from peoplehub.admin import health
from peoplehub.core import clock, files as store, jobs, mail
from peoplehub.core.acts import act
from peoplehub.core.extensions import db
from peoplehub.core.idempotency import IdempotencyRecord
from tests.ports import free_port

pytestmark = pytest.mark.one_database


def test_the_process_answers(browser):
    answer = browser().get("/healthz")
    assert (answer.status_code, answer.json) == (200, {"status": "ok"})
    assert answer.headers["Cache-Control"] == "no-store"


def test_the_process_answers_without_asking_the_database(browser, queries):
    with queries() as asked:
        browser().get("/healthz")
    assert asked == []


@pytest.mark.both_databases
def test_ready_says_each_check_and_leaves_nothing_behind(app, browser):
    answer = browser().get("/readyz")
    assert answer.status_code == 200
    assert answer.json["status"] == "ok"
    assert set(answer.json["checks"]) == {
        "database", "schema", "disk", "files", "redis", "worker", "sockets", "mail", "viruses",
        "backups"}
    assert answer.json["checks"]["database"] == answer.json["checks"]["disk"] == "ok"
    assert db.session.scalar(select(func.count()).select_from(IdempotencyRecord)) == 0


def test_a_full_disk_takes_the_process_out(browser, monkeypatch):
    full = type("Usage", (), {"free": 4, "total": 100})
    monkeypatch.setattr(shutil, "disk_usage", lambda path: full)
    answer = browser().get("/readyz")
    assert (answer.status_code, answer.json["checks"]["disk"]) == (503, "failed")


@pytest.mark.both_databases
def test_a_database_that_cannot_be_written_takes_the_process_out(app, browser, monkeypatch):
    def refuse():
        raise OperationalError("", {}, Exception("/var/lib/secret/path is read-only"))

    monkeypatch.setattr(db.engine, "connect", refuse)
    answer = browser().get("/readyz")
    assert answer.status_code == 503 and answer.json["checks"]["database"] == "failed"
    assert "secret" not in answer.text


def test_too_few_places_for_open_pages_take_the_process_out(app, browser, monkeypatch):
    gate = app.extensions["gate"]
    monkeypatch.setattr(gate, "inside", gate.most)
    assert browser().get("/readyz").json["checks"]["sockets"] == "failed"


def test_tables_of_another_release_take_the_process_out(app, browser, monkeypatch):
    monkeypatch.setattr(health, "_revisions_here", lambda: frozenset({"old"}))
    monkeypatch.setattr(health, "newest_revisions", lambda folder: frozenset({"new"}))
    answer = browser().get("/readyz")
    assert (answer.status_code, answer.json["checks"]["schema"]) == (503, "failed")


def ready(browser) -> tuple[int, str, dict]:
    answer = browser().get("/readyz")
    return answer.status_code, answer.json["status"], answer.json["checks"]


WELL = "Everything we look at is as it should be"


def test_letters_that_nobody_sends_are_told_of(cast, browser, monkeypatch, app):
    assert WELL in browser(cast.admin).get("/admin/health").text
    for _ in range(5):
        act(mail.queue_email)("amina@people.example", "Hello", "something-new", path="/x")
    page = browser(cast.admin).get("/admin/health").text
    assert WELL not in page and "5 emails waiting" in page and "No mail server is set" in page
    assert ready(browser)[:2] == (200, "degraded") and ready(browser)[2]["mail"] == "failed"
    monkeypatch.setitem(app.config, "MAIL_URL", "smtp://127.0.0.1:9")
    assert ready(browser)[2]["mail"] == "ok"
    with time_machine.travel(clock.now() + timedelta(minutes=16)):
        assert ready(browser)[2]["mail"] == "failed"
    with time_machine.travel(clock.now() + timedelta(days=3, hours=1)):
        mail.send_waiting()
        assert ready(browser)[2]["mail"] == "failed", "they were given up"
    with time_machine.travel(clock.now() + timedelta(days=6)):
        assert ready(browser)[2]["mail"] == "ok"


def test_a_real_site_without_a_mail_server_is_not_well(app, browser, monkeypatch):
    monkeypatch.setitem(app.config, "PLACE", "production")
    assert ready(browser)[:2] == (200, "degraded") and ready(browser)[2]["mail"] == "failed"


def test_a_worker_that_died_is_told_of_within_a_minute(app, browser, cast):
    assert ready(browser)[2]["worker"] == "skipped"
    jobs.beat(app)
    assert ready(browser)[2]["worker"] == "ok"
    with time_machine.travel(clock.now() + timedelta(seconds=59)):
        code, status, checks = ready(browser)
        assert (code, status, checks["worker"]) == (503, "failed", "failed")
        assert "The worker does not run" in browser(cast.admin).get("/admin/health").text


def test_a_worker_nobody_started_is_told_of_after_a_while(app, browser, monkeypatch):
    monkeypatch.setitem(app.config, "TESTING", False)
    monkeypatch.setattr(health, "STARTED", time.monotonic() - health.STARTS_WITHIN - 1)
    assert health.worker().state == "failed"
    monkeypatch.setattr(health, "STARTED", time.monotonic())
    assert health.worker().state == "skipped"


def test_a_redis_that_is_away_is_told_of(app, browser, monkeypatch):
    monkeypatch.setitem(app.config, "REDIS_URL", f"redis://127.0.0.1:{free_port()}/0")
    code, status, checks = ready(browser)
    assert (code, status, checks["redis"]) == (503, "failed", "failed")


def test_a_store_that_takes_no_file_is_told_of(app, browser, monkeypatch, tmp_path):
    (tmp_path / "file").write_text("no folder")
    monkeypatch.setitem(app.extensions, "files", store.Folder(str(tmp_path / "file")))
    code, status, checks = ready(browser)
    assert (code, status, checks["files"]) == (503, "failed", "failed")


def test_health_is_said_in_words_too(cast, browser):
    page = browser(cast.admin).get("/admin/health").text
    assert "Is the site well?" in page and "The database can be read and written." in page
