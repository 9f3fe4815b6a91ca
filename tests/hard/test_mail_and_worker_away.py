"""No mail server, no worker, no queue of work: what people do is done all the same, at once, and what
was to follow waits in rows."""
import socket

import pytest
from sqlalchemy import func, select

from peoplehub.core.extensions import db
from peoplehub.core.mail import Email
from peoplehub.library import actions as library
from tests.hard.test_parts_away import (
    NEEDS_NOTHING,
    PAGES,
    PEOPLE,
    WORDS,
    address,
    assert_has_headers,
    written,
)

ACTS = {
    "stranger": {"/contact": {}, "/forgotten-password": {"email": "amina@people.example"},
                 "/join": {"email": "new@people.example", "pen_name": "Fern", "adult": "y",
                           "password": "correct horse battery staple", "i_am": "family",
                           "consent": "y", "agree": "y"}},
    "owner": {"/forum/topics/{topic}/replies": {}, "/messages/{talk}": {}, "/blogs/new": {},
              "/messages/new": {"to": "an advisor"}},
    "moderator": {"/moderation/post/{reply}/hide": {"reason": "It names a child."},
                  "/moderation/people/ben": {"reason": "Unkind words."},
                  "/forum/topics/{topic}/replies": {}},
}


@pytest.fixture
def mail_away(app, monkeypatch):
    """A mail server that hangs, and knows whether somebody called."""
    with socket.create_server(("127.0.0.1", 0), backlog=50) as server:
        server.setblocking(False)
        monkeypatch.setitem(app.config, "MAIL_URL", f"smtp://127.0.0.1:{server.getsockname()[1]}")
        yield server


@pytest.fixture
def queue_away(app, monkeypatch):
    """Nobody works, and the place where work is left cannot be written."""

    def gone(*_, **__):
        raise OSError("the queue is away")

    storage = app.extensions["jobs"]["huey"].storage
    for name in ("enqueue", "add_to_schedule", "put_data", "peek_data"):
        monkeypatch.setattr(storage, name, gone)


def assert_all_is_done(world, shelf, who: str) -> None:
    visitor = shelf.browsers[who]
    for page in (*NEEDS_NOTHING, *PAGES):
        answer = visitor.get(address(page, world))
        assert answer.status_code in (200, 301, 302, 404), page
        assert_has_headers(answer, page)
    for page, more in ACTS[who].items():
        if "to" in more:
            more = {"to": world.cast.outsider.slug, "client_id": "first"}
        answer = visitor.post(address(page, world), data=written("text", action="publish") | more)
        assert answer.status_code == 303, (page, answer.text[2000:6000])
    if who == "owner":
        assert "that took me all evening" in visitor.get(
            address("/forum/topics/{topic}", world), follow_redirects=True).text


@pytest.mark.parametrize("who", PEOPLE)
def test_without_a_mail_server_all_is_done_and_emails_wait(world, shelf, mail_away, who):
    waiting = select(func.count()).where(Email.next_try_at.is_not(None))
    before = db.session.scalar(waiting)
    assert_all_is_done(world, shelf, who)
    assert db.session.scalar(waiting) > before
    with pytest.raises(BlockingIOError):  # no request asked it anything
        mail_away.accept()


@pytest.mark.parametrize("who", PEOPLE)
def test_without_worker_and_queue_all_is_done_and_emails_wait(world, shelf, queue_away, who):
    waiting = select(func.count()).where(Email.next_try_at.is_not(None))
    before = db.session.scalar(waiting)
    assert_all_is_done(world, shelf, who)
    assert db.session.scalar(waiting) > before
    told = shelf.browsers[who].get("/readyz")
    assert told.status_code == 503 and told.json["checks"]["worker"] == "failed"


def test_a_sheet_written_without_a_worker_can_be_taken_home_at_once(world, shelf, queue_away):
    sheet = library.write_sheet(world.cast.advisor, True, title="Nights", text=WORDS,
                                summary="How to sleep.", topic="planning", easy_text="Sleep.")
    for who in PEOPLE:
        paper = shelf.browsers[who].get(f"/library/{sheet.slug}/download/pdf")
        assert paper.status_code == 200 and paper.data.startswith(b"%PDF"), who
