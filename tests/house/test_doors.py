"""No address is open by accident, and every event has a listener."""
import re
from dataclasses import is_dataclass
from importlib import import_module
from pathlib import Path

import pytest

from peoplehub import wiring
from peoplehub.core.events import EVENTS
from peoplehub.core.extensions import csrf
from peoplehub.core.listener_table import by_event

WITHOUT_FORM_TOKEN = {
    "notifications.stop_emails": "a mail program has none (RFC 8058); it has a signed token",
}
ROOMS = sorted(path.parent.name for path in Path("peoplehub").glob("*/events.py"))


def doors(app, methods=("POST", "PUT", "PATCH", "DELETE")):
    for rule in app.url_map.iter_rules():
        if rule.methods & set(methods):
            yield rule, rule.build(dict.fromkeys(rule.arguments, 1))[1]


def test_every_form_needs_its_token(app, cast, browser):
    mod = browser(cast.admin)
    for rule, address in doors(app):
        if rule.endpoint not in WITHOUT_FORM_TOKEN:
            assert mod.post(address, token=False).status_code == 400, rule


def test_forms_without_a_token_are_those_that_stand_here_and_a_guess_does_nothing_there(
    app, cast, browser
):
    exempt = {endpoint for endpoint, view in app.view_functions.items()
              if f"{view.__module__}.{view.__name__}" in csrf._exempt_views}
    assert exempt == set(WITHOUT_FORM_TOKEN)
    for rule, address in doors(app):
        if rule.endpoint in exempt:
            assert browser(cast.admin).post(address, token=False).status_code == 404, rule


@pytest.mark.parametrize("room", ROOMS)
def test_every_event_is_recorded_or_said_not_to_be(room):
    """What has no other listener is written in the record by one rule: it must be an Event."""
    events = import_module(f"peoplehub.{room}.events")
    said = {one for one in vars(events).values()
            if is_dataclass(one) and one.__module__ == events.__name__
            and not one.__subclasses__()}  # what events share is none itself
    assert said <= set(EVENTS.values())
    assert all(one.__dataclass_params__.frozen for one in said)


def test_nothing_is_wired_that_never_happens():
    wired = wiring.DURING.keys() | wiring.AFTER.keys() | wiring.UNRECORDED
    assert wired <= set(EVENTS.values())
    code = "".join(path.read_text() for path in Path("peoplehub").rglob("*.py")
                   if path.name not in ("events.py", "wiring.py"))
    announced = set(re.findall(r"\b([A-Z]\w+)(?:\(| if)", code))
    announced |= set(re.findall(r"\belse ([A-Z]\w+)", code))
    assert [name for name, event in EVENTS.items()
            if event.__module__.startswith("peoplehub") and name not in announced] == []


def test_every_consequence_stands_on_one_page():
    """Eight more kinds are coming, and none of them adds a line here."""
    assert len(Path("peoplehub/wiring.py").read_text().splitlines()) <= 79


def test_an_event_has_one_row_in_the_table_and_a_row_may_stand_for_several():
    first, second = EVENTS["MessageRead"], EVENTS["MessageSent"]
    assert by_event({(first, second): [print], EVENTS["Drafted"]: []}) == {
        first: [print], second: [print], EVENTS["Drafted"]: []}
    with pytest.raises(ValueError, match="MessageSent stands in two rows"):
        by_event({(first, second): [print], second: [repr]})


def test_every_page_lies_in_its_own_rooms_folder():
    rooms = {path.parent.name for path in Path("peoplehub").glob("*/__init__.py")}
    folders = {path.parts[1] for path in Path("templates").rglob("*.html")}
    assert folders <= rooms | {"layout"}
