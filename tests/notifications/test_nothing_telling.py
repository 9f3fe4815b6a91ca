"""No e-mail of the site tells anything outside its words: not in its subject, its sender, the lines
that a mail program shows beside the subject, or its addresses. Every kind is tried, found by its
template; a new one fails until it has a kind, and when it tells."""
import ast
import re
from pathlib import Path

import pytest
from jinja2 import meta

from peoplehub.accounts import email_kinds
from peoplehub.core import mail
from peoplehub.core.acts import act

pytestmark = pytest.mark.one_database

MARK = "Kit-with-epilepsy"  # a name, a title and a condition, whatever a template asks for
SHOWN_BESIDE = 140  # letters of an e-mail that a mail program shows beside the subject
SITE = "https://hub.example"
NUMBERS = {"left": 3, "most": 3, "days": 3, "day": lambda _: "1 May 2026",
           "time_of_day": lambda _: "noon"}  # what is no word of anybody
WRITERS = {"queue_email", "write_to_all", "write_each"}
IN_LINKS = {"path", "address", "link", "question", "place", "one", "request", "alarm_id"}  # numbers
TEMPLATES = Path("templates/emails")


class Planted:
    """Says MARK, whatever is asked of it."""

    def __str__(self):
        return MARK

    def __getattr__(self, name):
        return self

    def __call__(self, *args, **more):
        return self

    def __iter__(self):
        return iter([self])

    def __len__(self):
        return 1

    def __add__(self, other):
        return self

    def __lt__(self, other):
        return False

    __gt__ = __radd__ = __lt__


@pytest.fixture
def words_of(app):
    """The words of an e-mail in which everything but the site's own name and address is planted."""
    env = app.jinja_env
    asked = set().union(*(meta.find_undeclared_variables(env.parse(path.read_text()))
                          for path in TEMPLATES.glob("*.txt")))
    planted = dict.fromkeys(asked, Planted()) | {
        "request": Planted(), "base_url": SITE, "site_name": "PeopleHub"} | mail.SECRETS | NUMBERS

    def words(purpose):
        return env.get_template(f"emails/{purpose}.txt").render(planted)

    return words


@pytest.mark.parametrize("purpose", sorted(email_kinds.PURPOSES))
def test_what_a_mail_program_shows_beside_the_subject_tells_nothing(words_of, purpose):
    lines = [line for line in words_of(purpose).splitlines() if not line.startswith(SITE)]
    assert MARK not in " ".join(" ".join(lines).split())[:SHOWN_BESIDE]


@pytest.mark.parametrize("path", sorted(TEMPLATES.glob("*.txt")), ids=lambda path: path.stem)
def test_an_address_in_an_email_is_made_of_numbers_and_no_names(path):
    for line in path.read_text().splitlines():
        if "base_url" not in line:
            continue
        said = set(re.findall(r"{{ (\w+)[\w.]* }}", line)) - {"base_url"}
        assert said <= IN_LINKS, line
        assert not re.search(r"\.(slug|title|name|pen_name|heading)\b", line), line


def test_no_subject_is_put_together():
    """Each is a constant of its module, written in one piece; or handed on by a function of which
    all callers name such a constant."""
    seen = 0
    for path in Path("peoplehub").rglob("*.py"):
        tree = ast.parse(path.read_text())
        for call in (node for node in ast.walk(tree) if isinstance(node, ast.Call)):
            name = getattr(call.func, "attr", getattr(call.func, "id", ""))
            if name not in WRITERS:
                continue
            seen += 1
            subject = call.args[1]
            said = getattr(subject, "attr", getattr(subject, "id", ""))
            assert said.isupper() or said in ("subject", "template"), f"{path}:{call.lineno}"
            for made in (node for node in tree.body if isinstance(node, ast.Assign)):
                if said in [getattr(target, "id", "") for target in made.targets]:
                    assert isinstance(made.value, ast.Constant), f"{path}: {said} is computed"
    assert seen > 30, "they are found"


def test_the_headers_of_an_email_that_leaves_tell_nothing(app, cast, monkeypatch):
    """Also of the topic in whose thread it stands, and of its reader."""
    given = []
    monkeypatch.setattr(mail.smtplib.SMTP, "send_message", lambda self, one, **_: given.append(one))
    monkeypatch.setattr(mail, "_mail_server", lambda: _Nobody(given))
    email = act(mail.queue_email)("nell@new.example", "New", "something-new", path="/notifications")
    email.about = f"{cast.amina.id} notice {MARK}"
    mail._post(email, "Hello", "")
    message, = given
    assert message["References"] and message["List-Unsubscribe"]
    assert not [value for value in message.values() if MARK in value or "Amina" in value]
    assert message["From"] == app.config["MAIL_SENDER"]


class _Nobody:
    def __init__(self, given):
        self.given = given

    def __enter__(self):
        return self

    def __exit__(self, *_):
        pass

    def send_message(self, message, to_addrs):
        self.given.append(message)
