"""PeopleHub. Read `application.create_app` to see what it is made of.

Nothing is imported here, so that gunicorn's first process, which only looks after the one that
serves, can import what it needs of this package without the application: that would be 60 MB more.
"""
from importlib import import_module
from typing import Any


def create_app(config: Any) -> Any:
    """The application as a `flask.Flask`; `config` is a class of `config.py`."""
    return import_module("peoplehub.application").create_app(config)
