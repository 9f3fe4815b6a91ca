"""Whatever a form offers can be chosen: every radio, list, tick box and button of every form of the
site, as each kind of person who sees it."""
import re
from dataclasses import dataclass, field
from datetime import date, timedelta
from html.parser import HTMLParser

import pytest

from peoplehub.advisors.boundaries import LINES
from peoplehub.editorial.languages import LANGUAGES
from peoplehub.library.media_forms import PARTS
from peoplehub.library.topics import TOPICS
from peoplehub.member_templates.choices import LOOKED_FOR
from tests.house import permissions
from tests.world import ROLES

WRITTEN = {  # what is typed into boxes, where what is in them already would not do
    "email": "new@people.example", "password": "lantern biscuit otter", "pen_name": "Nell",
    "text": "Words", "title": "A title", "reason": "A reason", "words": "Thank you.",
    "summary": "In short", "name": "A name", "description": "What it is for", "position": "3",
    "answer": "An answer", "check_every_days": "365", "to": "ben", "details": "More words",
    "contact": "me@mail.example", "about": "Ben",
    "on": "2026-01-02", "decided_by": "Helen", "where": "In a post",
    "person": "Ben", "organisation": "A banned group", "one": "Ben", "other": "Kit",
    "shown_text": "What about Wales?", "template_type": "rota", "note": "Please take it out.",
    "meaning": "Money for care.", "source": "The law", "phrases": "bus pass\ntravel card",
    "topic": "planning", "begins": "18:00", "ends": "21:00",
    "day": (date.today() + timedelta(days=1)).isoformat(),
    "easy_promised_for": (date.today() + timedelta(days=20)).isoformat(),
    "publish_on": (date.today() + timedelta(days=20)).isoformat(),
}
MUST_BE_TICKED = {"adult", "consent", "agree", "intimate", "good_faith", "sure", *LOOKED_FOR}
ONE_OF_THEM = {"messages", "conversation", "sheets"}  # of several boxes at least one
TOGETHER = {  # a choice ("*": any) that asks for another one beside it
    ("quiet_from", "*"): {"quiet_to": "7"}, ("quiet_to", "*"): {"quiet_from": "22"},
    ("phone_me", "y"): {"phone": "020 7946 0000"},
    ("where", "new"): {"posts": "2"}, ("where", "there"): {"posts": "2", "topic": "2"},
    ("board", "*"): {"posts": "2", "agreed": "y"},
    ("step", "decline"): {"reason": "full", "words": "There is no room just now."},
}
FOR_PROGRAMS = {"stamp", "website"}  # people never see them
NO_CHOICE = {  # "Choose one"
    ("library.change", "topic", ""), ("library.write_sheet", "topic", ""),
    ("questions.write_question", "topic", ""), ("questions.change", "topic", ""),
    ("library.languages", "language", ""), ("library.bulk", "topic", ""),
    *((f"member_templates.{page}", name, "") for page in ("share", "change", "mend")
      for name in ("template_type", "topic")),
}
NEEDS_MORE = {  # than this test fills in: a right password, a file; the rooms' own tests do
    ("library.write_easy", "action", "picture"),
    *(("library.media", "part", part) for part in PARTS), *(("library.media", "language", code) for code in LANGUAGES),
    *(("library.bulk", "topic", topic) for topic in TOPICS),
    ("compliance.record_suggested", "codes", None), ("messages.requests", "conversation", None),
    ("safeguarding.show", "messages", None), ("safeguarding.steps", "steps", None),
    ("handouts.packs", "sheets", None), ("forum.split", "posts", None), ("forum.split", "posts", "5"),  # nothing; a hidden one
    *(("push.switch_on", what, said) for what in ("messages", "answers", "followed")
      for said in ("y", None)),  # what a browser says of itself: tests/push
    ("accounts.sign_in", "remember", "y"), ("accounts.sign_in", "remember", None),
    *(("advisors.boundary_lines", "lines", line) for line in LINES), ("advisors.boundary_lines", "lines", None),
    ("blogs.save_new_entry", "cover_kind", "own"), ("blogs.save_entry", "cover_kind", "own"),
}
LEADS_AWAY = {"accounts.sign_out"}
ASKS_PASSWORD = {"admin.grants"}  # a right one, beside its choices
SEEN_SURELY = {
    ("moderation.person", "days", "until-lifted"), ("moderation.settle", "outcome", "hidden"),
    ("accounts.join", "i_am", "professional"), ("accounts.tags", "tag_3", "anyone"),
    ("moderation.report", "reason", "danger"), ("admin.board", "indexing", "index"),
    ("contact.write", "about", "data"),
    ("accounts.display", "theme", "contrast"), ("forum.reply", "anonymous", "y"),
    ("forum.reply", "made_with_ai", "y"),
}


@dataclass
class Form:
    """A form as a browser fills it in: what is sent if nothing is touched, and what can be chosen."""

    action: str
    sent: dict[str, str] = field(default_factory=dict)
    choices: list[tuple[str, str, str]] = field(default_factory=list)  # name, value, other action
    ticked: set[str] = field(default_factory=set)
    hidden: set[str] = field(default_factory=set)  # nobody types into these


class Forms(HTMLParser):
    """The forms of a page that are sent by POST."""

    def __init__(self, page: str, address: str):
        super().__init__()
        self.address, self.forms, self.form, self.list, self.box = address, [], None, "", ""
        self.feed(page)

    def handle_starttag(self, tag, attributes):
        said = {name: value or "" for name, value in attributes}
        if tag == "form":
            self.form = Form(said.get("action") or self.address)
            if said.get("method") == "post":
                self.forms.append(self.form)
        elif self.form is not None:
            self._part(tag, said, said.get("name", ""))

    def handle_endtag(self, tag):
        self.list = "" if tag == "select" else self.list
        self.box = "" if tag == "textarea" else self.box
        self.form = None if tag == "form" else self.form

    def handle_data(self, data):
        if self.form is not None and self.box:
            self.form.sent[self.box] += data.removeprefix("\n")

    def _part(self, tag, said, name):
        form, value, kind = self.form, said.get("value", ""), said.get("type", "text")
        if tag == "select":
            self.list = name
        elif tag == "textarea":
            self.box, form.sent[name] = name, ""
        elif tag == "option" and self.list:
            form.choices.append((self.list, value, ""))
            if self.list not in form.sent or "selected" in said:
                form.sent[self.list] = value
        elif tag == "button" and (name or said.get("formaction")):
            form.choices.append((name, value, said.get("formaction", "")))
        elif tag == "input" and kind in ("radio", "checkbox"):
            form.choices.append((name, value, ""))
            if kind == "checkbox":
                form.ticked.add(name)
            if "checked" in said or (kind == "radio" and name not in form.sent):
                form.sent[name] = value
        elif tag == "input" and kind not in ("file", "submit") and name != "csrf_token":
            form.sent[name] = value
            if kind == "hidden":
                form.hidden.add(name)


def filled(form: Form) -> dict[str, str]:
    """Nothing left out that has to be there."""
    offered = {(name, value) for name, value, _address in form.choices}
    lists = {name for name, _value in offered}
    boxes = {name: WRITTEN[name] for name, value in form.sent.items()
             if name in WRITTEN and not value.strip() and name not in form.hidden
             and (name not in lists or (name, WRITTEN[name]) in offered)}
    some = {name: value for name, value, _address in reversed(form.choices)
            if name in form.ticked & ONE_OF_THEM}
    return form.sent | boxes | dict.fromkeys(form.ticked & MUST_BE_TICKED, "y") | some


def beside(name: str, value: str | None) -> dict[str, str]:
    """What has to be chosen with this choice."""
    return TOGETHER.get((name, value), TOGETHER.get((name, "*"), {})) if value else {}


def offered(shelf):
    """(who, address, endpoint, what is sent, the name and value of the choice), each once for a
    role that sees other choices than those before."""
    match, seen = shelf.world.app.url_map.bind("localhost").match, set()
    for line in permissions.lines():
        if line.method != "GET":
            continue
        address = line.pattern.format(**shelf.world.names)
        for who, status in zip(ROLES, line.expected, strict=True):
            if status != "200":
                continue
            answer = shelf.ask(who, "GET", address)
            if answer.mimetype != "text/html":
                continue
            for form in Forms(answer.text, address).forms:
                base = filled(form)
                tries = list(form.choices)
                tries += [(name, None, "") for name in form.ticked - MUST_BE_TICKED]
                for name, value, other in tries:
                    path = other or form.action
                    endpoint = match(path.partition("?")[0], "POST")[0]
                    key = (endpoint, name, value)
                    if key in NO_CHOICE | NEEDS_MORE or key in seen or name in FOR_PROGRAMS or endpoint in LEADS_AWAY | ASKS_PASSWORD:
                        continue
                    seen.add(key)
                    sent = {key: said for key, said in base.items() if key != name or not name}
                    sent |= beside(name, value)
                    yield who, path, endpoint, sent | ({name: value} if name and value is not None
                                                       else {}), (name, value)


@pytest.mark.slow
@pytest.mark.one_database
def test_whatever_is_offered_can_be_chosen(shelf):
    """No answer that there is something wrong with the very thing that was offered, none at all
    with what was filled in rightly, and no broken page."""
    tried, wrong = set(), []
    for who, path, endpoint, sent, (name, value) in list(offered(shelf)):
        answer = shelf.ask(who, "POST", path, data=sent)
        if answer.status_code == 429:
            shelf.put_back()
            answer = shelf.ask(who, "POST", path, data=sent)
        if answer.status_code >= 500 or answer.status_code in (404, 422) and not sent.get("preview"):
            said = re.findall(r'class="error" id="([\w-]+)-error">(.*?)</p>', answer.text)
            wrong.append((endpoint, name, value, who, answer.status_code, said))
        if permissions.has_happened(answer):
            shelf.put_back()
        tried.add((endpoint, name, value))
    assert SEEN_SURELY - tried == set(), "the crawl has not come to what is surely there"
    assert wrong == [], "\n".join(map(str, wrong))
