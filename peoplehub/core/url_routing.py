"""URL converters that bound ids and slugs, and redirects from mistyped addresses to the canonical
one."""
import re
from typing import Any
from urllib.parse import quote

from flask import Flask, current_app, redirect, request
from werkzeug import Response
from werkzeug.exceptions import NotFound
from werkzeug.routing import BaseConverter, IntegerConverter, Map, ValidationError

from peoplehub.core.text import INVISIBLE

TRAILING_PUNCTUATION = ".,;:!?)]}>'\"’”»…-–*_ \u00a0\u200b"  # what a sentence puts after an address
SECRET = re.compile("[a-z0-9_][A-Z]|[A-Za-z0-9_.-]{40}")  # capitals inside a word, or no word
SUSPICIOUS_PATH = re.compile(r"[\x00-\x1f\x7f]|(^|/)\.\.(/|$)")  # control characters, and ways up
LARGEST_NUMBER = 2**31 - 1  # of a row, on both databases


class RowIdConverter(IntegerConverter):
    """<int:id>: figures as everyone writes them, no larger than a row's number can be."""

    regex = "[0-9]{1,10}"

    def __init__(self, map: Map, **kwargs: Any) -> None:
        super().__init__(map, max=LARGEST_NUMBER, **kwargs)


def row_number(said: str | None) -> int | None:
    """The number of a row, as the query of an address or a hidden field says it: what no row can
    have is none. (`type=int` would take numbers for which no database has room.)"""
    if not (said and said.isascii() and said.isdigit() and len(said) <= len(str(LARGEST_NUMBER))):
        return None
    return int(said) if int(said) <= LARGEST_NUMBER else None


class SlugConverter(BaseConverter):
    """<slug>: without invisible characters, which PostgreSQL could not even be asked about."""

    def to_python(self, value: str) -> str:
        if INVISIBLE.search(value):
            raise ValidationError()
        return value


def redirect_to_canonical() -> Response | None:
    """An address that no page has, as people type it or find it on paper, leads to the one that
    was meant, where there is one."""
    if isinstance(request.routing_exception, NotFound):
        return _canonical_redirect()
    return None


def redirect_missing_to_canonical(response: Response) -> Response:
    """The same, where only the name in the address was wrong: /library/My-sheet. for a sheet."""
    if response.status_code == 404 and request.routing_exception is None:
        return _canonical_redirect() or response
    return response


def _canonical_redirect() -> Response | None:
    plain = canonical_path(request.path)
    if request.method not in ("GET", "HEAD") or request.path == plain:
        return None
    if SUSPICIOUS_PATH.search(request.path):
        return None
    if plain.startswith("/static/"):  # machines write those
        return None
    adapter = current_app.create_url_adapter(request)
    if adapter is None or not adapter.test(plain):
        return None
    query = request.query_string.decode("latin-1")
    return redirect(f"{quote(plain)}?{query}" if query else quote(plain), 301)


def canonical_path(path: str) -> str:
    """Without slashes, full stops and brackets at the end, and in lowercase, as all addresses
    are but those that hold a secret."""
    plain = f"/{path.strip('/').rstrip(TRAILING_PUNCTUATION).strip('/')}"
    return plain if SECRET.search(plain) else plain.lower()


def init_app(app: Flask) -> None:
    app.before_request(redirect_to_canonical)
    app.after_request(redirect_missing_to_canonical)
    app.url_map.converters.update(int=RowIdConverter, default=SlugConverter, string=SlugConverter)
