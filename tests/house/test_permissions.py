"""Every address and every socket event, for every kind of person, is as the table says."""
import pytest

from peoplehub.core import clock
from peoplehub.core.extensions import db
from peoplehub.realtime.protocol import UNKNOWN
from peoplehub.realtime.sockets import EVENTS
from tests.house import permissions
from tests.world import ROLES, role

QUIET = {"HEAD", "OPTIONS"}
OF_THE_TEAM = ("/admin", "/moderation", "/contact/queue", "/library/manage")


@pytest.mark.parametrize("room", permissions.rooms())
def test_everyone_gets_what_the_table_says(shelf, room, database_kind):
    """Who may is decided by the same code on both databases: PostgreSQL is asked for one role of
    each outcome of a line, which has it do all that the address can have it do."""
    wrong = []
    for line in permissions.lines():
        if line.room == room:
            asked = ROLES if database_kind == "sqlite" else one_of_each_outcome(line)
            found = {who: outcome_of(shelf, line, who) for who in asked}
            expected = dict(zip(ROLES, line.expected, strict=True)) | found
            if list(expected.values()) != list(line.expected):
                wrong.append((line.method, line.pattern, " ".join(expected.values())))
    assert wrong == []


def one_of_each_outcome(line) -> list[str]:
    first = dict(zip(reversed(line.expected), reversed(ROLES), strict=True))
    return list(first.values())


def test_a_socket_hears_what_the_table_says(world, socket):
    wrong = []
    for line in permissions.lines():
        if line.room == "sockets":
            about = line.pattern.format(**world.names)
            found = [told_on_socket(socket, world, who, line.method, about) for who in ROLES]
            if found != list(line.expected):
                wrong.append((line.method, line.pattern, " ".join(found)))
    assert wrong == []


@pytest.mark.one_database
@pytest.mark.parametrize("who", ["moderator", "safeguarding", "admin"])
def test_somebody_of_the_team_who_is_suspended_has_none_of_the_teams_pages(shelf, who):
    role(shelf.world.cast, who).suspended_at = clock.now()
    db.session.commit()
    for line in permissions.lines():
        if line.method == "GET" and line.pattern.startswith(OF_THE_TEAM):
            answer = shelf.ask(who, "GET", line.pattern.format(**shelf.world.names))
            assert answer.status_code == 404, line.pattern


@pytest.mark.one_database
def test_every_address_and_event_has_a_line(world):
    match = world.app.url_map.bind("localhost").match
    told = set()
    for line in permissions.lines():
        if line.room != "sockets":
            path = line.pattern.format(**world.names).partition("?")[0]
            rule, _ = match(path, line.method, return_rule=True)
            told.add((rule.rule, line.method))
    there = {(rule.rule, method) for rule in world.app.url_map.iter_rules()
             for method in rule.methods - QUIET}
    assert there - told == set(), "a new address needs a line in permissions.toml"
    events = {line.method for line in permissions.lines() if line.room == "sockets"}
    assert events - {"connect"} == set(EVENTS) - {UNKNOWN}


def test_every_line_says_why_and_speaks_of_every_role():
    for line in permissions.lines():
        assert len(line.expected) == len(ROLES), line.pattern
        assert line.why.endswith("."), line.pattern
        assert not any(said.startswith("5") for said in line.expected), line.pattern


def test_the_page_is_made_of_the_table():
    assert permissions.PAGE.read_text() == permissions.as_page(), (
        "run: python -m tests.house.permissions")


def outcome_of(shelf, line, who) -> str:
    address = line.pattern.format(**shelf.world.names)
    if line.method == "GET":
        return permissions.outcome(shelf.ask(who, "GET", address))
    endpoint, _ = shelf.world.app.url_map.bind("localhost").match(address, line.method)
    answer = shelf.ask(who, line.method, address, data=permissions.SAID.get(endpoint, {}))
    if permissions.has_happened(answer):
        shelf.put_back()
    return permissions.outcome(answer)


def told_on_socket(socket, world, who, event, about) -> str:
    line = socket(db.session.merge(role(world.cast, who)) if who != "stranger" else None)
    if event == "connect" or not line.is_connected:
        return "yes" if line.is_connected else "no"
    field = {"forum:looking": "topic_id", "messages:typing": "conversation_id"}[event]
    return "yes" if line.emit(event, {field: int(about)})["ok"] else "no"
