"""Everything that a secret link opens, as a real site serves it: the link of an invitation, of a
forgotten password, of joining, of a new e-mail; and what one does after it."""
import http.cookiejar
import re
import urllib.parse
import urllib.request

import pytest
from playwright.sync_api import expect

from tests import front
from tests.visiting import PHONE

pytestmark = [pytest.mark.browser, pytest.mark.served]
PASSWORD, NEW = "lantern biscuit otter", "teapot meadow seven"


def link_in(words: str) -> str:
    return re.search(rf"{front.SITE}(/\S+/\S{{30,}})", words)[1]


def link_sent(site, email: str, beginning: str) -> str:
    return link_in(site.mail.letters_to(email, f"{front.SITE}{beginning}")[-1])


def fill(page, **fields: str) -> None:
    """Fill in the form in the middle of the page by the names of its fields, and send it."""
    form = page.locator("main form").filter(has=page.locator("[type=submit]")).first
    for name, value in fields.items():
        form.locator(f"[name={name}]").fill(value)
    for choice in ("[type=checkbox]", "[type=radio][value=family]"):
        for box in form.locator(choice).all():
            box.check()
    form.locator("[type=submit]").last.click()


def sign_in_as(page, email: str, password: str) -> None:
    page.goto("/sign-in")
    fill(page, email=email, password=password)
    expect(page).not_to_have_url(re.compile("/sign-in"))


def choose_password(page, password: str) -> None:
    fill(page, password=password)
    expect(page.get_by_text("Your new password is set")).to_be_visible()


@pytest.fixture
def site(secure_site):
    return secure_site


def test_the_first_administrator_comes_in_by_the_invitation(site, visit):
    told = site.command("people", "add", "first@people.example", "--pen-name", "Otter First",
                        "--role", "admin")
    page = visit(link_in(told))
    choose_password(page, PASSWORD)
    sign_in_as(page, "first@people.example", PASSWORD)
    page.goto("/admin/health")
    expect(page.get_by_role("heading", level=1)).to_have_text("Is the site well?")


def test_a_forgotten_password_is_set_anew_from_the_email(site, visit, scripts):
    email = f"{'amina' if scripts else 'gareth'}@demo.example"
    page = visit("/forgotten-password", viewport=PHONE, java_script_enabled=scripts)
    fill(page, email=email)
    page.goto(link_sent(site, email, "/forgotten-password/"))
    choose_password(page, NEW)
    sign_in_as(page, email, NEW)


def test_somebody_joins_by_the_link_on_another_device(site, visit):
    page = visit("/join")
    fill(page, email="kestrel@people.example", pen_name="Kestrel", password=PASSWORD)
    phone = visit(link_sent(site, "kestrel@people.example", "/join/"), viewport=PHONE)
    fill(phone, **({"password": PASSWORD} if phone.locator("main [name=password]").count() else {}))
    expect(phone.get_by_role("heading", name="Welcome, Kestrel")).to_be_visible()


def test_a_new_email_is_confirmed_on_another_device(site, visit):
    page = visit("/settings/security/email", "maya")
    fill(page, email="maya@new.example", email_password="peoplehub-demo")
    phone = visit(link_sent(site, "maya@new.example", "/confirm-email/"), viewport=PHONE)
    fill(phone, password="peoplehub-demo")
    sign_in_as(phone, "maya@new.example", "peoplehub-demo")


class Script:
    """A client that fills forms in by what stands in the page, and says nothing of where it is."""

    def __init__(self, site):
        kept = urllib.request.HTTPCookieProcessor(http.cookiejar.CookieJar())
        self.site, self.opener = site, site.server.opener(kept)

    def get(self, path: str) -> str:
        self.page = self.opener.open(self.site.address + path, timeout=20).read().decode()
        return self.page

    def post(self, path: str, **fields: str) -> str:
        for name in ("csrf_token", "idempotency_key"):
            if found := re.search(rf'name="{name}"[^>]* value="([^"]+)"', self.page):
                fields[name] = found[1]
        data = urllib.parse.urlencode(fields).encode()
        self.page = self.opener.open(self.site.address + path, data, timeout=20).read().decode()
        return self.page


def test_a_script_needs_no_more_than_the_form_token(site):
    told = site.command("people", "add", "script@people.example", "--pen-name", "Script Rider")
    script = Script(site)
    script.get(link_in(told))
    assert "Your new password is set" in script.post("/new-password", password=PASSWORD)
    script.post("/sign-in", email="script@people.example", password=PASSWORD)
    script.get("/forum/planning/new")
    assert "By a script" in script.post("/forum/planning/new", title="By a script", text="Hello")
    script.get("/messages/new?to=maya")
    assert "Hello Maya" in script.post("/messages/new", to="maya", text="Hello Maya",
                                       client_id="by-a-script")
