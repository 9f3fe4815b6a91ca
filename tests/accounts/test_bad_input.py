"""What no browser sends: every answer is a clear refusal, and never a broken page."""
import pytest
from hypothesis import HealthCheck, given, settings, strategies as st

pytestmark = pytest.mark.one_database
FORMS = {
    "/join": ("email", "pen_name", "password", "agree", "next"),
    "/sign-in": ("email", "password", "remember", "next"),
    "/forgotten-password": ("email",),
    "/settings/display": ("theme", "size", "next"),
}
OURS = {
    "/settings/profile": ("pen_name", "describes", "about"),
    "/settings/picture": ("background", "skin", "action"),
    "/settings/tags": ("tag_0", "tag_9"),
    "/settings/letters": ("letters",),
    "/settings/letters/times": ("quiet_from", "quiet_to", "paused_until"),
    "/settings/access": ("emails_as", "phone_me", "phone"),
    "/settings/push": ("endpoint", "p256dh", "auth", "messages"),
    "/settings/push/kinds": ("messages", "answers", "followed"),
    "/settings/security/password": ("current_password", "password"),
    "/settings/security/email": ("email", "email_password"),
}
STRANGE = ["", "\x00", "a\x00b", "\ud83d".encode("utf-16", "surrogatepass").decode("latin-1"),
           "\u202eevil", "<script>alert(1)</script>", "'; DROP TABLE user; --", "{{7*7}}", "%s%n",
           "x" * 100_000, "\r\nBcc: a@b.zz", "Ω≈ç√∫", "﷽" * 40, "1e309", "-1"]


@pytest.mark.parametrize("path", [*FORMS, *OURS])
def test_strange_words_in_every_field(browser, cast, path):
    client = browser(cast.amina if path in OURS else None)
    for value in STRANGE:
        form = dict.fromkeys((FORMS | OURS)[path], value)
        answer = client.post(path, data=form)
        assert answer.status_code in (200, 303, 413, 422, 429), (path, value[:20])
        assert "<script>alert" not in answer.text and "49" not in value


@pytest.mark.parametrize("path", ["/join", "/sign-in", "/forgotten-password"])
def test_bodies_that_are_no_form(browser, app, path):
    for kwargs in (
        {"json": {"email": ["a", "b"]}}, {"data": b"\xff\xfe\x00", "content_type": "text/plain"},
        {"data": b"email=%ff%fe&password=%00&pen_name=%ed%a0%80",
         "content_type": "application/x-www-form-urlencoded"},
        {"data": {"email": ["a@b.zz", "c@d.zz"], "email[]": "x", "password[0]": "y"}},
        {"data": b"--x\r\nbroken", "content_type": "multipart/form-data; boundary=x"},
    ):
        assert browser().post(path, **kwargs).status_code in (303, 400, 413, 422)


def test_ten_megabytes_are_refused_quickly(browser, app):
    big = "x" * 10_000_000
    for field in ("email", "password", "pen_name"):
        answer = browser().post("/join", data={field: big})
        assert answer.status_code == 413 and len(answer.text) < 100_000


def test_every_form_refuses_to_work_without_its_token(browser, cast):
    for path in (*FORMS, *OURS, "/sign-out", "/people/ben/block", "/join/again",
                 "/settings/security/sessions/end-others"):
        client = browser(cast.amina if path not in FORMS else None)
        assert client.post(path, data={}, token=False).status_code == 400, path


@pytest.mark.slow
@given(form=st.dictionaries(
    st.sampled_from(["email", "pen_name", "password", "agree", "next", "idempotency_key"]),
    st.text(max_size=60)))
@settings(max_examples=40, deadline=None,
          suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_joining_answers_whatever_is_sent(browser, app, form):
    assert browser().post("/join", data=form).status_code in (303, 422, 429)
