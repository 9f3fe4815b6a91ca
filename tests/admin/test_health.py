"""Is the site well: what machines are told."""
import shutil

from sqlalchemy import func, select
from sqlalchemy.exc import OperationalError

from peoplehub.admin import health
from peoplehub.core.extensions import db
from peoplehub.core.once import Done


def test_the_process_answers(browser):
    answer = browser().get("/healthz")
    assert (answer.status_code, answer.json) == (200, {"status": "ok"})
    assert answer.headers["Cache-Control"] == "no-store"


def test_the_process_answers_without_asking_the_database(browser, queries):
    with queries() as asked:
        browser().get("/healthz")
    assert asked == []


def test_ready_says_each_check_and_leaves_nothing_behind(app, browser):
    answer = browser().get("/readyz")
    assert answer.status_code == 200
    assert answer.json["status"] == "ok"
    assert set(answer.json["checks"]) == {"database", "schema", "disk", "sockets"}
    assert answer.json["checks"]["database"] == answer.json["checks"]["disk"] == "ok"
    assert db.session.scalar(select(func.count()).select_from(Done)) == 0


def test_a_full_disk_takes_the_process_out(browser, monkeypatch):
    full = type("Usage", (), {"free": 4, "total": 100})
    monkeypatch.setattr(shutil, "disk_usage", lambda path: full)
    answer = browser().get("/readyz")
    assert (answer.status_code, answer.json["checks"]["disk"]) == (503, "failed")


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


def test_health_is_said_in_words_too(cast, browser):
    page = browser(cast.admin).get("/admin/health").text
    assert "Is the site well?" in page and "The database can be read and written." in page
