"""The session cookie goes with no answer that others' caches may keep."""
import pytest
from flask import Flask, Response, flash, session

from peoplehub.core import session_cookie
from peoplehub.core.assets import all_assets

pytestmark = pytest.mark.one_database


@pytest.fixture
def remembered(browser, cast):
    """Of somebody who stays signed in: Flask would send them the cookie anew with every answer."""
    client = browser(cast.amina)
    with client.session_transaction() as kept:
        kept.permanent = True
    return client


def test_a_style_sheet_brings_nobody_a_session(app, remembered):
    assert remembered.get("/settings").headers.getlist("Set-Cookie"), "a page of theirs does"
    for asset in list(all_assets().values())[:5]:
        answer = remembered.get(f"/static/{asset.url_name}")
        assert answer.status_code == 200 and "public" in answer.headers["Cache-Control"]
        assert answer.headers.getlist("Set-Cookie") == []


def test_no_address_answers_with_public_and_a_cookie(app, remembered):
    seen = 0
    for rule in app.url_map.iter_rules():
        if "GET" in rule.methods and not rule.arguments:
            answer = remembered.get(rule.rule)
            is_public = "public" in answer.headers.get("Cache-Control", "")
            assert not (is_public and answer.headers.getlist("Set-Cookie")), rule
            seen += 1
    assert seen > 30


@pytest.fixture
def small():
    """An app that marks answers as public, whatever they hold."""
    app = Flask("small")
    app.secret_key = "only for this test"
    session_cookie.init_app(app)

    def public(words: str) -> Response:
        return Response(words, headers={"Cache-Control": "public, max-age=60"})

    @app.get("/read")
    def read():
        return public(session.get("name", "nobody"))

    @app.get("/told")
    def told():
        flash("Saved.")
        return public("told")

    return app.test_client()


def test_what_is_public_sets_no_cookie(small):
    with small.session_transaction() as kept:
        kept["name"], kept.permanent = "Amina", True
    answer = small.get("/read")
    assert answer.headers.getlist("Set-Cookie") == []
    assert "public" in answer.headers["Cache-Control"]


def test_what_changes_the_session_is_not_public(small):
    answer = small.get("/told")
    assert answer.headers.getlist("Set-Cookie")
    assert answer.headers["Cache-Control"] == "private, no-cache"


def test_a_cookie_that_was_changed_holds_nothing_however_often_the_right_one_was_read(small):
    with small.session_transaction() as kept:
        kept["name"] = "Amina"
    cookie = small.get_cookie("session").value
    assert [small.get("/read").text for _ in range(2)] == ["Amina", "Amina"]
    small.set_cookie("session", cookie[:-2] + ("AA" if cookie[-2:] != "AA" else "BB"))
    assert small.get("/read").text == "nobody"


def test_what_one_request_changes_in_a_session_is_not_there_for_another_with_the_same_cookie(app):
    with app.test_request_context():
        flash("One.")
        kept = app.session_interface.get_signing_serializer(app).dumps(dict(session))
    name = app.config["SESSION_COOKIE_NAME"]
    for _ in range(2):
        with app.test_request_context(headers={"Cookie": f"{name}={kept}"}):
            assert session["_flashes"] == [("message", "One.")]
            flash("Two.")
