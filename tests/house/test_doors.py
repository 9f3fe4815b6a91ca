"""No door stands open by accident, and whatever happens is heard."""
from dataclasses import is_dataclass
from importlib import import_module
from pathlib import Path

import pytest

from peoplehub import wiring

ROOMS = sorted(path.parent.name for path in Path("peoplehub").glob("*/events.py"))


def doors(app, methods=("POST", "PUT", "PATCH", "DELETE")):
    for rule in app.url_map.iter_rules():
        if rule.methods & set(methods):
            yield rule, rule.build(dict.fromkeys(rule.arguments, 1))[1]


def test_every_form_needs_its_token(app, cast, browser):
    mod = browser(cast.admin)
    for rule, address in doors(app):
        assert mod.post(address, token=False).status_code == 400, rule


@pytest.mark.parametrize("room", ROOMS)
def test_every_event_is_heard(room):
    events = import_module(f"peoplehub.{room}.events")
    said = {one for one in vars(events).values()
            if is_dataclass(one) and one.__module__ == events.__name__}
    assert said <= wiring.DURING.keys() | wiring.AFTER.keys() | wiring.SILENT


def test_nothing_is_wired_that_never_happens():
    for event in wiring.DURING.keys() | wiring.AFTER.keys() | wiring.SILENT:
        assert is_dataclass(event)
    assert not wiring.SILENT & (wiring.DURING.keys() | wiring.AFTER.keys())


def test_every_page_lies_in_its_own_rooms_folder():
    rooms = {path.parent.name for path in Path("peoplehub").glob("*/__init__.py")}
    folders = {path.parts[1] for path in Path("templates").rglob("*.html")}
    assert folders <= rooms | {"layout"}
