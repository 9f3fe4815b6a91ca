"""What the parts of an address may be. Whatever no row can have is no address: a 404, and nothing
further in the house is asked."""
from urllib.parse import quote

from flask import Flask, current_app, redirect, request
from werkzeug import Response
from werkzeug.exceptions import NotFound
from werkzeug.routing import BaseConverter, IntegerConverter, ValidationError

from peoplehub.core.text import UNWANTED

LARGEST_NUMBER = 2**31 - 1  # of a row, on both databases


class Number(IntegerConverter):
    """<int:id>: figures as everyone writes them, no larger than a row's number can be."""

    regex = "[0-9]{1,10}"

    def __init__(self, map, *args, **kwargs):
        super().__init__(map, *args, max=LARGEST_NUMBER, **kwargs)


class Word(BaseConverter):
    """<slug>: without signs that cannot be seen, which PostgreSQL could not even be asked about."""

    def to_python(self, value: str) -> str:
        if UNWANTED.search(value):
            raise ValidationError()
        return value


def without_last_slash() -> Response | None:
    """An address as people type it, or find it on paper, leads to the one without the slash."""
    if not isinstance(request.routing_exception, NotFound) or request.method not in ("GET", "HEAD"):
        return None
    plain = f"/{request.path.strip('/')}"
    if request.path == plain or not current_app.create_url_adapter(request).test(plain):
        return None
    query = request.query_string.decode("latin-1")
    return redirect(f"{quote(plain)}?{query}" if query else quote(plain), 301)


def init_app(app: Flask) -> None:
    app.before_request(without_last_slash)
    app.url_map.converters.update(int=Number, default=Word, string=Word)
