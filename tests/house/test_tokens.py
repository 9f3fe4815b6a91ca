"""Forms are only taken from our own pages, and hold only what the form asks for."""
import pytest
from sqlalchemy import select

from peoplehub.accounts.models import User
from peoplehub.core.extensions import db
from peoplehub.forum.models import Post
from tests.house import permissions
from tests.world import state

pytestmark = pytest.mark.one_database
FOREIGN = [
    {"Sec-Fetch-Site": "cross-site"}, {"Sec-Fetch-Site": "same-site"},
    {"Sec-Fetch-Site": "cross-site", "Origin": "https://evil.example"},
    {"Sec-Fetch-Site": "cross-site", "Origin": "http://localhost"},
    {"Origin": "https://evil.example"}, {"Origin": "null"}, {"Origin": "http://localhost:81"},
    {"Origin": "https://evil.example", "Referer": "http://localhost/join"}, {"Origin": "http://["},
    {"Referer": "https://evil.example/"}, {"Referer": "http://localhost.evil.example/"},
    {"Referer": "http://evil.example/?http://localhost/"}, {"Referer": "https://localhost/"},
]
OWN = [  # what browsers say, the newest first: also with a Referer taken away on the way
    {"Sec-Fetch-Site": "same-origin", "Origin": "http://localhost"},
    {"Sec-Fetch-Site": "same-origin", "Origin": "null"}, {"Sec-Fetch-Site": "none"},
    {"Origin": "http://localhost"}, {"Referer": "http://localhost/contact"}, {},
]
BODIES = [  # none is a form with a token
    {"data": b"{}", "content_type": "application/json"},
    {"data": b'{"csrf_token": "x", "role": "admin"}', "content_type": "text/plain"},
    {"data": b"text=Hello", "content_type": "application/x-www-form-urlencoded"},
    {"data": b"<a/>", "content_type": "application/xml"},
    {"data": b"--x--", "content_type": "multipart/form-data; boundary=x"},
    {"data": {"csrf_token": "IjAwIg.guess.ed"}},
]
EXTRA = {"role": "admin", "is_admin": "1", "id": "1", "author_id": "1", "user_id": "1",
         "email": "me@evil.example", "confirmed_at": "2026-01-01", "suspended_at": "",
         "published_at": "2026-01-01", "held_at": "", "hidden_at": "", "slug": "admin",
         "number": "1", "html": "<script>alert(1)</script>", "rendered_with": "99",
         "audience": "anyone", "version": "1", "__proto__[role]": "admin", "role[]": "admin"}


def posts(world) -> list[str]:
    return [line.pattern.format(**world.names) for line in permissions.lines()
            if line.method == "POST"]


def test_a_form_without_its_token_does_nothing_whatever_shape_it_has(shelf):
    before = state()
    for number, path in enumerate(posts(shelf.world)):
        for body in (BODIES[number % len(BODIES)], BODIES[-number % len(BODIES)]):
            answer = shelf.ask("admin", "POST", path, token=False, **body)
            assert answer.status_code == 400, (path, body)
    assert state() == before


def test_a_form_from_another_site_does_nothing_though_it_had_the_token(shelf):
    before = state()
    for number, path in enumerate(posts(shelf.world)):
        headers = FOREIGN[number % len(FOREIGN)]
        answer = shelf.ask("admin", "POST", path, data={"text": "x"}, headers=headers)
        assert answer.status_code == 400, (path, headers)
    assert state() == before


@pytest.mark.parametrize("headers", OWN)
@pytest.mark.parametrize("scheme", ["http", "https"])
def test_a_form_of_our_own_is_taken_whatever_its_browser_tells_of_itself(shelf, headers, scheme):
    headers = {name: value.replace("http", scheme) for name, value in headers.items()}
    answer = shelf.ask("stranger", "POST", "/settings/display", data={"theme": "dark"},
                       headers=headers, base_url=f"{scheme}://localhost")
    assert answer.status_code == 303


@pytest.mark.parametrize("method", ["PUT", "PATCH", "DELETE", "PROPFIND"])
def test_other_verbs_are_not_known(shelf, method):
    for path in posts(shelf.world)[::5]:
        assert shelf.ask("admin", method, path).status_code in (400, 404, 405), path


def test_a_token_of_another_browser_is_no_token(shelf, browser):
    stolen = browser()
    stolen.carry(csrf_token="somebody else's")
    assert stolen.post("/contact", data={"about": "question", "text": "x"}).status_code == 400


def test_a_token_in_the_address_is_not_looked_at(shelf):
    answer = shelf.ask("owner", "POST", "/settings/letters?csrf_token=x", token=False,
                       data={"letters": "important"})
    assert answer.status_code == 400


def test_fields_nobody_asked_for_are_not_heard(shelf):
    """No form fills in a row by the names that a request gives (mass assignment)."""
    paths = {"/settings/profile": {"pen_name": "Amina", "describes": "", "about": "Hello"},
             "/settings/letters": {"letters": "important"}, "/settings/privacy": {},
             "/settings/display": {"theme": "dark"}, "/settings/tags": {},
             "/forum/planning/new": {"title": "A title", "text": "Words"},
             "/forum/topics/{topic}/replies": {"text": "Words"},
             "/blogs/new": {"title": "T", "text": "Words", "action": "save"},
             "/messages/{talk}": {"text": "Hello", "client_id": "extra"}}
    for path, said in paths.items():
        shelf.ask("owner", "POST", path.format(**shelf.world.names), data=EXTRA | said)
    db.session.expire_all()
    amina = db.session.get(User, shelf.world.cast.amina.id)
    assert (amina.role, amina.email, amina.slug) == ("member", "amina@people.example", "amina")
    assert amina.is_confirmed and not db.session.scalar(select(User).where(User.role == "admin",
                                                        User.slug != "sunil"))
    newest = db.session.scalar(select(Post).order_by(Post.id.desc()))
    assert newest.author_id == amina.id and newest.number != 1 or newest.is_question
    assert "<script" not in newest.html and newest.rendered_with < 99


def test_a_field_sent_twice_counts_once(shelf):
    path = "/forum/topics/{topic}/replies".format(**shelf.world.names)
    said = b"text=First&text=Second&text[]=Third&text[0]=Fourth"
    answer = shelf.ask("owner", "POST", path, data=said,
                       content_type="application/x-www-form-urlencoded")
    assert answer.status_code == 303
    newest = db.session.scalar(select(Post).order_by(Post.id.desc()))
    assert newest.text == "First"


def test_joining_as_an_admin_makes_a_member(browser, world):
    form = {"email": "new@people.example", "pen_name": "Nell", "password": "lantern biscuit otter",
            "i_am": "family", "adult": "y", "consent": "y", "agree": "y"}
    assert browser().post("/join", data=EXTRA | form).status_code == 303
    assert db.session.scalar(select(User.role).where(User.pen_name == "Nell")) == "member"
