"""Visits to a served site with the demonstration community, in Chromium, each page watched.

`site` is a real gunicorn, `sign_in("amina")` a browser window of hers, `visit()` a visitor's. What
a console said, what went wrong in a script and what was asked of another host is collected, and
fails the test at its end.

`secure_site` is the same in production, behind nginx with TLS, with a mail server. A folder of
tests whose conftest says `site = visiting.either_site` makes its visits to both.
"""
import json
import re
import sqlite3
import subprocess
import sys
from contextlib import ExitStack, closing, contextmanager
from dataclasses import dataclass, field
from html import unescape
from pathlib import Path
from urllib.parse import urlsplit

import pytest

from tests import community, front, servers
from tests.conftest import PATIENCE, missing

PHONE = {"width": 390, "height": 844}
DESKTOP = {"width": 1280, "height": 900}
NOBODY = {"id": 0, "slug": "", "cookie": "", "token": ""}


@dataclass
class Site:
    """A served community: its address, who can be signed in, and samples for addresses."""

    server: servers.Server | front.Front
    told: dict
    folder: Path
    browser: object = None  # the Chromium that finds it
    settings: dict = field(default_factory=dict)

    @property
    def address(self) -> str:
        return self.server.address

    @property
    def samples(self) -> dict:
        return self.told["samples"]

    def cookie(self, slug: str) -> dict:
        name, value = self.told["people"][slug]["cookie"].split("=", 1)
        return {"name": name, "value": value, "url": self.address}

    def letters_to(self, email: str) -> list[str]:
        """The letters in the outbox, oldest first, as the site team of this machine reads them."""
        with closing(sqlite3.connect(self.folder / "house.db")) as outbox:
            found = outbox.execute('SELECT id FROM email WHERE "to" = ? ORDER BY id', [email])
            pages = [self.ask(f"/admin/letters/{number}", who="sunil")[1] for (number,) in found]
        return [unescape(re.search('<div class="letter">(.*?)</div>', page, re.S)[1])
                for page in pages]

    def ask(self, path: str, who: str = "", **fields) -> tuple[int, str]:
        """Without a browser: GET, or POST when there are fields; the status and the page."""
        return self.visitor(who).ask(path, accept="text/html", **fields)

    def visitor(self, who: str = "") -> servers.Visitor:
        known = self.told["people"].get(who, NOBODY)
        return servers.Visitor(**known, server=self.server)

    def command(self, *words: str) -> str:
        """What `flask --app wsgi ...` prints, run as on the machine itself."""
        done = subprocess.run(
            [sys.executable, "-m", "flask", "--app", "wsgi", *words], cwd=servers.HOUSE, check=True,
            env=servers.settings_for(self.folder, **self.settings), capture_output=True, text=True)
        return done.stdout


@dataclass
class SecureSite(Site):
    """The same behind nginx with TLS, in production; its letters go to a mail server."""

    mail: front.MailServer = None

    def letters_to(self, email: str) -> list[str]:
        return self.mail.letters_to(email, holding=front.SITE)  # not what the community came with


@contextmanager
def served(template, folder, **settings: str):
    """The community of `template`, copied to `folder` and served."""
    told = community.loaded(template)
    community.copied(template, folder)
    with servers.gunicorn(folder, **settings) as server:
        yield Site(server, told, folder)


@pytest.fixture(scope="session")
def community_folder(tmp_path_factory, worker_id):
    """Where the community is loaded once, for all workers of a run."""
    base = tmp_path_factory.getbasetemp()
    return (base if worker_id == "master" else base.parent) / "community"


@contextmanager
def served_securely(template, folder, browsers):
    """The community of `template` as a real site serves it: production, nginx, TLS, letters."""
    told = _with_the_cookies_of_production(community.loaded(template))
    community.copied(template, folder)
    with ExitStack() as running:
        mail = running.enter_context(front.mail_server())
        settings = {
            "PEOPLEHUB_PLACE": "production", "PEOPLEHUB_BASE_URL": front.Front.address,
            "PEOPLEHUB_TRUSTED_PROXIES": "1", "PEOPLEHUB_FILES_BY_PROXY": "1",
            "PEOPLEHUB_EMBEDDED_WORKER": "1", "PEOPLEHUB_MAIL_URL": mail.url,
        }
        server = running.enter_context(servers.gunicorn(folder, **settings))
        nginx = running.enter_context(front.nginx(folder, server.port, server.port))
        browser = running.enter_context(browsers(nginx.chromium_argument))
        yield SecureSite(nginx, told, folder, browser, settings, mail=mail)


def _with_the_cookies_of_production(told: dict) -> dict:
    return json.loads(json.dumps(told).replace('"cookie": "', '"cookie": "__Host-'))


def pytest_unconfigure():
    servers.remove_people()


@pytest.fixture(scope="session")
def plain_site(chromium, community_folder, tmp_path_factory):
    with served(community_folder, tmp_path_factory.mktemp("site") / "here") as site:
        yield site


@pytest.fixture(scope="session")
def secure_site(browsers, community_folder, tmp_path_factory):
    if not front.has_nginx():
        missing("nginx", front.INSTALL_NGINX)
    folder = tmp_path_factory.mktemp("secure") / "here"
    with served_securely(community_folder, folder, browsers) as site:
        yield site


@pytest.fixture(scope="session")
def site(plain_site):
    return plain_site


@pytest.fixture(scope="session", params=["plain", "tls"])
def either_site(request):
    name = {"plain": "plain_site", "tls": "secure_site"}[request.param]
    return request.getfixturevalue(name)


class Watch:
    """Listens to every page of a context: what should never be said or asked."""

    def __init__(self, context, host: str, expected: tuple[str, ...] = ()):
        self.host, self.expected, self.heard = host, expected, []
        context.on("console", lambda message: self._note(f"console {message.type}: {message.text}"))
        context.on("weberror", lambda error: self._note(f"script: {error.error}"))
        context.on("request", self._asked)

    def _asked(self, request) -> None:
        parts = urlsplit(request.url)
        if parts.scheme not in ("data", "blob", "about") and parts.netloc != self.host:
            self._note(f"foreign request: {request.url}")

    def _note(self, words: str) -> None:
        if not any(part in words for part in self.expected):
            self.heard.append(words)


@pytest.fixture
def visit(site, chromium):
    """visit(): a visitor's window; visit(who="amina", ...): a signed-in one, with context options.

    `expected` holds parts of what the console may say, where a test breaks something on purpose.
    """
    opened = []

    def open_window(path: str = "", who: str = "", expected: tuple[str, ...] = (), **options):
        context = new_context(site, chromium, who, **options)
        opened.append((context, Watch(context, urlsplit(site.address).netloc, expected)))
        page = context.new_page()
        if path:
            page.goto(path)
        return page

    yield open_window
    for context, _ in opened:
        context.close()
    assert [words for _, watch in opened for words in watch.heard] == []


@pytest.fixture
def sign_in(visit):
    """sign_in("amina", "/forum"): a window of hers."""
    return lambda who, path="", **options: visit(path, who, **options)


def until(page, true: str) -> None:
    """Wait for what a script says. (`wait_for_function` may not evaluate under our own policy.)"""
    for _ in range(PATIENCE // 50):
        if page.evaluate(true):
            return
        page.wait_for_timeout(50)
    raise AssertionError(f"never true: {true}")


def new_context(site: Site, chromium, who: str = "", **options):
    options = {"viewport": DESKTOP, "locale": "en-GB", "timezone_id": "Europe/London",
               "ignore_https_errors": True} | options
    context = (site.browser or chromium).new_context(base_url=site.address, **options)
    context.set_default_timeout(PATIENCE)
    if who:
        context.add_cookies([site.cookie(who)])
    return context
