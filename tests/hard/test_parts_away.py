"""A part of the site is away: whoever asks gets a page of the site all the same, with the reason,
what to do, and every word they typed."""
import io
import socket
import sqlite3
from contextlib import contextmanager
from datetime import timedelta
from pathlib import Path

import pytest

from peoplehub.core import clock, database, files, honeypot
from peoplehub.core.extensions import db
from tests.world import a_picture

pytestmark = pytest.mark.one_database
PEOPLE = ("stranger", "owner", "moderator")
NEEDS_NOTHING = ("/help-now", "/privacy", "/terms", "/accessibility", "/about", "/healthz")
PAGES = ("/", "/forum", "/forum/topics/{topic}", "/blogs", "/stories", "/library", "/advisors",
         "/messages", "/messages/{talk}", "/notifications", "/search?q=sleep", "/settings/profile",
         "/moderation", "/people/ben", "/forum/topics/999999", "/no-such-page", "/contact", "/join",
         "/sign-in")
FORMS = {
    "/forum/topics/{topic}/replies": "text",
    "/messages/{talk}": "text",
    "/blogs/new": "text",
    "/contact": "text",
}
FORMS_OF = {
    "stranger": {"/contact": "text"}, "owner": FORMS, "moderator": {
        "/moderation/post/{reply}/hide": "reason", "/moderation/people/ben": "reason",
        "/forum/topics/{topic}/replies": "text"},
}
WORDS = "Words that took me all evening, and <b>must</b> not be lost"
HEADERS = ("Content-Security-Policy", "X-Content-Type-Options", "X-Frame-Options",
           "Referrer-Policy")


def nothing(path: Path) -> None:
    """The file is somewhere else."""


def unreadable(path: Path) -> None:
    """Something that cannot be opened lies in its place."""
    path.mkdir()


def damaged(path: Path) -> None:
    path.write_bytes(b"not what it was " * 4096)


def emptied(path: Path) -> None:
    """A file without one table, as a restore that was begun leaves it."""
    path.touch()


WAYS = (nothing, unreadable, damaged, emptied)


@pytest.fixture
def away(world, database_kind):
    """`with away(nothing):` the database's file, of which no connection is open any more."""
    if database_kind != "sqlite":
        pytest.skip("PostgreSQL is stopped in tests/hard/test_parts_served.py")
    path = Path(db.engine.url.database)
    elsewhere = path.with_suffix(".elsewhere")

    @contextmanager
    def taken(put_there):
        with db.engine.connect() as connection:
            connection.exec_driver_sql("PRAGMA wal_checkpoint(TRUNCATE)")
        forget_connections()
        path.rename(elsewhere)
        put_there(path)
        try:
            yield
            assert put_there is not nothing or not path.exists(), "a visit began a new database"
        finally:
            forget_connections()
            if path.is_dir():
                path.rmdir()
            elsewhere.rename(path)

    return taken


def forget_connections() -> None:
    db.session.rollback()
    db.session.remove()
    db.engine.dispose()


@pytest.mark.parametrize("way", WAYS, ids=lambda way: way.__name__)
@pytest.mark.parametrize("who", PEOPLE)
def test_every_page_answers_as_designed_while_the_database_is_away(world, shelf, away, who, way):
    visitor = shelf.browsers[who]
    asked = [address(page, world) for page in PAGES]
    with away(way):
        for page in NEEDS_NOTHING:
            answer = visitor.get(page)
            assert answer.status_code == 200, page
            assert_has_headers(answer, page)
        assert "116 123" in visitor.get("/help-now").text
        for page in asked:
            answer = visitor.get(page)
            assert answer.status_code in (200, 302, 404, 503), page
            assert_has_headers(answer, page)
            if answer.status_code == 503:
                assert_says_why(answer, page)
        told = visitor.get(asked[2], headers={"Accept": "application/json"})
        assert told.status_code == 503 and told.json["error"].startswith("PeopleHub cannot reach")
    assert visitor.get("/forum").status_code == 200


@pytest.mark.parametrize("way", WAYS, ids=lambda way: way.__name__)
@pytest.mark.parametrize("who", PEOPLE)
def test_no_word_is_lost_while_the_database_is_away(world, shelf, away, who, way):
    visitor = shelf.browsers[who]
    forms = FORMS if who != "stranger" else {"/contact": "text"}
    asked = {address(page, world): field for page, field in forms.items()}
    with away(way):
        for page, field in asked.items():
            sent = {field: WORDS, "title": "A title", "client_id": "away", "idempotency_key": "k"}
            answer = visitor.post(page, data=sent)
            assert answer.status_code == 503, page
            assert "must&lt;/b&gt; not be lost" in answer.text, page
            assert f'name="{field}"' in answer.text and 'value="k"' in answer.text, page
            assert "Send it again" in answer.text
            assert_has_headers(answer, page)


def test_a_form_that_was_refused_so_is_sent_again_as_it_stands(world, shelf, away):
    """From the page that refused it, once the database is back."""
    amina, topic = shelf.browsers["owner"], address("/forum/topics/{topic}/replies", world)
    with away(nothing):
        assert amina.post(topic, data={"text": WORDS, "idempotency_key": "once"}).status_code == 503
    for _ in range(2):
        assert amina.post(topic, data={"text": WORDS, "idempotency_key": "once"}).status_code == 303
    page = amina.get(address("/forum/topics/{topic}", world), follow_redirects=True).text
    assert page.count("that took me all evening") == 1


def test_a_password_is_never_in_a_page_that_refuses(world, shelf, away):
    with away(nothing):
        answer = shelf.browsers["stranger"].post(
            "/sign-in", data={"email": "amina@people.example", "password": "correct horse battery"})
    assert answer.status_code == 503
    assert "correct horse" not in answer.text and "Send it again" not in answer.text


@pytest.mark.parametrize("who", PEOPLE)
def test_a_database_that_somebody_else_holds_is_read_and_refuses_with_the_words_kept(
    world, shelf, away, monkeypatch, who
):
    monkeypatch.setattr(database, "LONGEST_WAIT", 0.2)
    visitor = shelf.browsers[who]
    pages = [address(page, world) for page in PAGES]
    before = {page: visitor.get(page).status_code for page in pages}
    shelf.put_back()
    holder = sqlite3.connect(db.engine.url.database, isolation_level=None)
    holder.execute("BEGIN IMMEDIATE")
    try:
        for page in (*NEEDS_NOTHING, *pages):
            answer = visitor.get(page)
            assert answer.status_code == before.get(page, 200), page
            assert_has_headers(answer, page)
        for page, field in FORMS_OF[who].items():
            sent = written(field, action="publish")
            answer = visitor.post(address(page, world), data=sent)
            assert answer.status_code == 503, page
            assert "must&lt;/b&gt; not be lost" in answer.text, page
            assert_has_headers(answer, page)
    finally:
        holder.close()
    assert visitor.post("/contact", data=written("text")).status_code == 303


def written(field: str, **more) -> dict:
    """What is sent by a form that would be taken."""
    with clock.at(clock.now() - timedelta(minutes=1)):
        stamp = honeypot.stamp()
    return {field: WORDS, "title": "A title", "client_id": "held", "about": "question",
            "name": "Sam", "contact": "sam@people.example", "website": "", "stamp": stamp, "days": "7",
            **more}


def address(page: str, world) -> str:
    return page.format(**world.names)


def assert_says_why(answer, page: str) -> None:
    assert "PeopleHub cannot reach its own records just now" in answer.text, page
    assert "/help-now" in answer.text and answer.headers["Retry-After"] == "10", page
    assert answer.headers["Cache-Control"] == "no-store", page


def assert_has_headers(answer, page: str) -> None:
    for name in HEADERS:
        assert name in answer.headers, (page, name)


# --- the store of files, on both databases ---

WITH_FILES = ("/blogs/amina/{entry_slug}/cover", "/library/{sheet_slug}/download/original",
              "/blogs/covers/waiting/{waiting_cover}")


@pytest.fixture(params=["closed", "hangs"])
def store_away(request, app, monkeypatch, tmp_path):
    """A folder that cannot be opened; a store elsewhere that takes connections and is silent."""
    with socket.create_server(("127.0.0.1", 0), backlog=50) as hung:
        (tmp_path / "closed").touch()
        place = files.Folder(str(tmp_path / "closed"))
        if request.param == "hangs":
            for name in ("AWS_ACCESS_KEY_ID", "AWS_SECRET_ACCESS_KEY", "AWS_DEFAULT_REGION"):
                monkeypatch.setenv(name, "eu-west-2")
            port = hung.getsockname()[1]
            monkeypatch.setenv("AWS_ENDPOINT_URL_S3", f"http://127.0.0.1:{port}")
            monkeypatch.setattr(files, "STORE_TIME_LIMIT", 0.2)
            place = files.Bucket("s3://hub/families")
        monkeypatch.setitem(app.extensions, "files", place)
        yield


def test_only_the_file_itself_is_missing_while_the_store_is_away(world, shelf, store_away):
    for who in PEOPLE:
        visitor = shelf.browsers[who]
        for page in ("/", "/help-now", "/blogs/amina/{entry_slug}", "/library/{sheet_slug}"):
            assert visitor.get(address(page, world)).status_code == 200, page
        for page in WITH_FILES:
            answer = visitor.get(address(page, world))
            assert answer.status_code in (302, 404, 503), page
            assert_has_headers(answer, page)
            if answer.status_code == 503:
                assert "cannot reach its store of files" in answer.text
        assert visitor.get(address(WITH_FILES[1], world)).status_code == 503


def test_words_are_kept_and_can_be_saved_without_the_picture(world, shelf, store_away):
    amina = shelf.browsers["owner"]
    sent = {"title": "A day out", "text": WORDS, "action": "save", "cover_kind": "own",
            "picture_alt": "The sea"}
    answer = amina.post("/blogs/new", data=sent | {"picture": (io.BytesIO(a_picture()), "sea.png")})
    assert answer.status_code == 422 and "save your words without the picture" in answer.text
    assert "not be lost" in answer.text
    del sent["cover_kind"]
    assert amina.post("/blogs/new", data=sent).status_code == 303
