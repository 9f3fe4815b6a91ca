"""Visitors' pages given from memory before Flask opens a request: the second cache, in front of
`page_cache`.

A view that gives a kept page says what it was made of (`note`): a question to the database and its
answer, which is another one as soon as anything on the page changes. `KeptAnswers` then remembers
the whole HTTP answer. Whoever asks the same without any cookie gets it again for as long as the
question has the same answer; whatever is out of the ordinary about a request goes to Flask.
"""
import re
import time
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from threading import Lock
from typing import Any

from cachetools import LRUCache
from flask import Flask, request
from sqlalchemy import Select
from sqlalchemy.exc import SQLAlchemyError

from peoplehub.core import logs
from peoplehub.core.crawlers import CRAWLER
from peoplehub.core.extensions import db

NOTED = "peoplehub.made_of"  # in the environ of a request
MOST_KEPT = 4 * 1024 * 1024  # bytes
LONGEST = 200  # characters of an address or a header that may be remembered
QUERY = re.compile(r"(page=[1-9][0-9]{0,5})?")
SPECIAL = ("HTTP_COOKIE", "HTTP_IF_NONE_MATCH", "HTTP_IF_MATCH", "HTTP_IF_MODIFIED_SINCE",
           "HTTP_IF_UNMODIFIED_SINCE", "HTTP_IF_RANGE", "HTTP_RANGE", "HTTP_TRANSFER_ENCODING")


@dataclass(frozen=True)
class MadeOf:
    """`statement` with `values` gave `row` before anything that the page shows was read."""

    statement: Select
    values: dict[str, Any]
    row: tuple
    wording: str
    current_wording: Callable[[], str]  # another text as soon as its times may be said otherwise
    settings: str


@dataclass(frozen=True)
class Answer:
    headers: list[tuple[str, str]]
    body: bytes
    made_of: MadeOf

    def __len__(self) -> int:
        return len(self.body)


def note(made_of: MadeOf) -> None:
    """What is answered now is the same for every visitor for as long as this is so."""
    request.environ[NOTED] = made_of


class KeptAnswers:
    """WSGI: answers what it remembers, and remembers what Flask answers."""

    def __init__(self, app: Flask, settings: Callable[[Flask], str]):
        self.app, self.inner, self.settings = app, app.wsgi_app, settings
        with app.app_context():
            self.engine = db.engine
        self._answers: LRUCache[tuple, Answer] = LRUCache(MOST_KEPT, getsizeof=len)
        self._lock = Lock()

    def __call__(self, environ: dict, start_response: Callable) -> Iterable[bytes]:
        key = key_of(environ)
        if key is None:
            return self.inner(environ, start_response)
        began = time.perf_counter()
        with self._lock:
            answer = self._answers.get(key)
        if answer is None or not self._is_current(answer.made_of):
            return self._remembered(key, environ, start_response)
        logs.note_kept_answer(environ, began)
        start_response("200 OK", answer.headers)
        return [answer.body]

    def clear(self) -> None:
        with self._lock:
            self._answers.clear()

    def _is_current(self, made_of: MadeOf) -> bool:
        if (made_of.wording != made_of.current_wording()
                or made_of.settings != self.settings(self.app)):
            return False
        try:
            with self.engine.connect() as connection:
                row = connection.execute(made_of.statement, made_of.values).first()
        except SQLAlchemyError:
            return False  # Flask will meet the same, and knows what to say
        return row is not None and tuple(row) == made_of.row

    def _remembered(self, key: tuple, environ: dict, start_response: Callable) -> Iterable[bytes]:
        said: list[tuple[str, list]] = []

        def listen(status: str, headers: list[tuple[str, str]], *more: object) -> Callable:
            said[:] = [(status, headers)]
            return start_response(status, headers, *more)

        parts = self.inner(environ, listen)
        made_of, (status, headers) = environ.get(NOTED), said[0] if said else ("", [])
        names = {name.lower() for name, _ in headers}
        if made_of is None or status != "200 OK" or "set-cookie" in names:
            return parts
        body = b"".join(parts)
        if close := getattr(parts, "close", None):
            close()
        with self._lock:
            if len(body) <= MOST_KEPT:
                self._answers[key] = Answer(headers, body, made_of)
        return [body]


def key_of(environ: dict) -> tuple | None:
    """What a request asks for, if nothing about it is out of the ordinary."""
    if environ["REQUEST_METHOD"] != "GET" or any(name in environ for name in SPECIAL):
        return None
    if environ.get("CONTENT_LENGTH", "") not in ("", "0"):
        return None
    asked = tuple(environ.get(name, "") for name in (
        "HTTP_HOST", "PATH_INFO", "QUERY_STRING", "HTTP_ACCEPT_ENCODING", "wsgi.url_scheme"))
    if not QUERY.fullmatch(asked[2]) or any(len(said) > LONGEST for said in asked):
        return None
    return None if CRAWLER.search(environ.get("HTTP_USER_AGENT", "")) else asked
