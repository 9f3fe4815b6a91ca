"""What ends somebody's right to listen, each with sockets open on another process than the one that
is told: signing out, suspension, another role and a block. Each gives back the seconds until the
socket was closed, or was asked anew."""
import json
import sqlite3
import time
from dataclasses import dataclass
from pathlib import Path

import pytest

from tests import servers

WITHIN = 2.0  # seconds
NOTHING_FOR = 0.3  # seconds without an event
HUB = "http://hub.example"


@dataclass
class Site:
    """Two processes on one database, and three of its people: an advisor, a parent who talks with
    her, and somebody else."""

    web: servers.Server
    live: servers.Server
    folder: Path
    advisor: servers.Visitor
    parent: servers.Visitor
    other: servers.Visitor
    talk: str = ""

    def begin(self) -> None:
        """The topic is for families; both of the talk want to know when the other writes."""
        self.run("UPDATE board SET audience = 'families'")
        self.run("UPDATE \"user\" SET preferences = '{\"typing\": true}'")
        told = self.post(self.parent, "/messages/new", to=self.advisor.slug, text="Hello",
                         client_id="ended")[1]
        self.talk = f"/messages/{json.loads(told)['conversation_id']}"

    def post(self, person: servers.Visitor, path: str, **fields) -> tuple[int, str]:
        return person.ask(path, self.web, follow=False, **fields)

    def line(self, person: servers.Visitor) -> servers.Line:
        return person.line(self.live, origin=HUB)

    def run(self, statement: str, *values) -> None:
        with sqlite3.connect(self.folder / "house.db", timeout=20) as database:
            database.execute(statement, values)


def sign_out(site: Site, turn: int) -> float:
    line = site.line(site.parent)
    assert site.post(site.parent, "/sign-out", sure="1")[0] in (204, 302, 303)
    taken = line.closes(WITHIN)
    site.run("UPDATE sign_in SET ended_at = NULL WHERE user_id = ?", site.parent.id)
    return taken


def suspend(site: Site, turn: int) -> float:
    line = site.line(site.parent)
    of_person = 'UPDATE "user" SET suspended_at = ? WHERE id = ?'
    site.run(of_person, "2026-01-01 00:00:00.000000", site.parent.id)
    taken = line.closes(WITHIN)
    site.run(of_person, None, site.parent.id)
    return taken


def change_role(site: Site, turn: int) -> float:
    """A professional does not see what is for families, also while looking at it before."""
    line, of_person = site.line(site.other), 'UPDATE "user" SET role = ? WHERE id = ?'
    line.say("forum:looking", {"topic_id": 1})
    reply(site, f"before {turn}")
    line.hear("forum:replied", WITHIN)
    site.run(of_person, "professional", site.other.id)
    reply(site, f"after {turn}")
    assert_silent(line, "forum:replied")
    site.run(of_person, "member", site.other.id)
    line.close()
    return 0.0


def reply(site: Site, words: str) -> None:
    status, told = site.post(site.advisor, "/forum/topics/1/replies", text=f"In turns, {words}",
                             idempotency_key=f"ended {words}")
    assert status == 303, told


def block(site: Site, turn: int) -> float:
    """Neither hears that the other writes, and nothing can be sent; who is blocked is not told."""
    ours, theirs = site.line(site.advisor), site.line(site.parent)
    talk = {"conversation_id": int(site.talk.split("/")[-1])}
    theirs.say("messages:typing", talk)
    ours.hear("messages:typing", WITHIN)
    site.post(site.advisor, f"/people/{site.parent.slug}/block", sure="1")
    began = time.monotonic()
    status, words = site.post(site.parent, site.talk, text="Hello?", client_id=f"block-{turn}")
    assert status == 403 and "block" not in words
    theirs.say("messages:typing", talk)
    ours.say("messages:typing", talk)
    taken = time.monotonic() - began
    for line in (ours, theirs):
        assert_silent(line, "messages:typing")
        line.close()
    site.post(site.advisor, f"/people/{site.parent.slug}/unblock", sure="1")
    return taken


def assert_silent(line: servers.Line, name: str) -> None:
    with pytest.raises(TimeoutError):
        line.hear(name, NOTHING_FOR)


WAYS = (sign_out, suspend, change_role, block)
