"""Sheets to test with."""
import pytest
from flask import current_app

from peoplehub.core.extensions import db
from peoplehub.library import actions
from peoplehub.library.models import Sheet

TEXT = """
What a plan is. See the [first sheet](/library/first) or [the NHS](https://www.nhs.uk/phb).

## What it must say

- what matters to you
- what it **costs**

1. First
2. Then

## A week

| Day | Who helps |
|---|---|
| Monday | Maya |

> Somebody said this.
"""
EASY = """
[icon:heart] It says what matters to you.

**Next: the money**

[icon:pound-sterling] It says what the help costs.
Somebody can help you.

A row without a picture.
"""
FIELDS = {
    "title": "Writing your support plan",
    "summary": "Start from what matters to you.",
    "topic": "planning",
    "text": TEXT,
    "easy_text": EASY,
    "for_whom": "People with a budget",
}


@pytest.fixture
def write(cast):
    """Write a sheet as the advisor (or `by`); it is out unless `draft`."""

    def write(by=None, draft=False, **fields) -> Sheet:
        who = by or cast.advisor
        return actions.write_sheet(who, and_publish=not draft, **FIELDS | fields)

    return write


@pytest.fixture
def sheet(write) -> Sheet:
    return write()


@pytest.fixture
def work(app):
    """Do what the worker would do now."""

    def work() -> int:
        huey, done = app.extensions["jobs"]["huey"], 0
        while task := huey.dequeue():
            huey.execute(task)
            done += 1
        db.session.rollback()
        return done

    return work


@pytest.fixture
def typed():
    """The fields of the form as a browser sends them."""

    def typed(**more) -> dict:
        return FIELDS | {"check_every_days": "365", "patch": "sheet", "action": "save"} | more

    return typed


@pytest.fixture
def address(app):
    return current_app.config["BASE_URL"]
