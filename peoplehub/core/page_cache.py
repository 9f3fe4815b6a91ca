"""Cache of rendered pages for visitors: a page is rendered again only when something it shows has
changed.

Pages are kept under what they are made of: the release of the site, the visitor's display, and the
numbers of the rooms that they show (`page_versions`). The pages of topics have tags made of their
own rows. A visitor who has been told something (a notice waits in the session), and a page with a
form of the visitor's own, are never kept.
"""
import gzip
import hashlib
from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import datetime
from functools import lru_cache
from pathlib import Path
from threading import Lock
from typing import Any, cast

from cachetools import LRUCache
from flask import Flask, Response, current_app, g, request, session
from sqlalchemy import Select
from werkzeug.wrappers import Response as BaseResponse

from peoplehub.core import display, page_versions
from peoplehub.core.assets import all_assets
from peoplehub.core.compression import LEVEL, accepts_gzip, compress
from peoplehub.core.conditional_requests import held_by_browser, tagged
from peoplehub.core.events import Event
from peoplehub.core.formatting import wording_since, wording_today
from peoplehub.core.kept_answers import KeptAnswers, MadeOf, note
from peoplehub.core.page_versions import EVERYWHERE, VERSION, version_of
from peoplehub.core.viewers import Viewer

MOST_KEPT = 8 * 1024 * 1024  # bytes


def bump_site_version(_event: Event | None = None) -> None:
    """A listener: this changes pages that nobody can list. Pages kept before it are old now."""
    page_versions.touch(EVERYWHERE)


@dataclass(frozen=True)
class Page:
    """As it was asked for last: plain, or packed ("gzip")."""

    body: bytes
    tag: str
    encoding: str = ""
    is_indexed: bool = False  # whether search engines may show it (`g.is_indexed`)

    def __len__(self) -> int:
        return len(self.body)


class PageStore:
    """The pages asked for last, by what they are made of. A key never means another page."""

    def __init__(self, most: int):
        self._pages: LRUCache[str, Page] = LRUCache(most, getsizeof=len)
        self._lock = Lock()

    def page(self, key: str) -> Page | None:
        with self._lock:
            return self._pages.get(key)

    def keep(self, key: str, page: Page) -> Page:
        with self._lock:
            if len(page) <= self._pages.maxsize:
                self._pages[key] = page
        return page

    def clear(self) -> None:
        with self._lock:
            self._pages.clear()


def init_app(app: Flask) -> None:
    app.extensions["kept pages"] = PageStore(MOST_KEPT)
    app.jinja_env.globals["page_address"] = page_address
    page_versions.init_app(app)
    cast(Any, app).wsgi_app = app.extensions["kept answers"] = KeptAnswers(app, settings)


def cached_page(viewer: Viewer, make: Callable[[], str | BaseResponse], *rooms: str,
                number: int = 1, query: str = "",
                current_wording: Callable[[], str] = wording_today) -> str | BaseResponse:
    """What `make` gives: for a visitor from the store, for as long as nothing that these packages
    show has changed. `number`: of the page in its list; `query`: of a page that is no list, what it
    reads of the query string ("whole=1"). What else stands there makes no other page, neither in
    the store nor in what is rendered. `current_wording`: another text as soon as the page may say
    something else because time has passed."""
    if viewer.id is not None:
        return make()
    query = f"page={number}" if number > 1 else query
    g.page_address = request.path + (f"?{query}" if query else "")
    version, wording = version_of(*rooms), current_wording()
    key = tag_of(g.page_address, version, wording)
    page = None if "_flashes" in session else _store().page(key)
    if page is None:
        made = make()
        if not (isinstance(made, str) and _is_for_anyone()):
            return made
        page = Page(made.encode(), _tag_by_content(made), is_indexed=g.get("is_indexed", False))
        _store().keep(key, page)
    g.is_indexed = page.is_indexed
    note(MadeOf(VERSION, {"rooms": (EVERYWHERE, *rooms)}, (version or None,), wording,
                current_wording, settings(current_app)))
    return _answered(key, page)


def cached_for_visitors(make: Callable[[], str], address: str, asked: tuple[Select, dict, tuple],
                        changed_at: datetime) -> Response:
    """The page that `make` draws, or 304 when the visitor's browser has it. Never for members.

    `address` is the page's own, with nothing in it that the page does not ask for: whatever else
    stands in a query string makes no other page, neither in the cache nor in what is drawn.
    `asked`: a statement, its values, and the row that it gave before anything that the page shows
    was read, with the site's version in it: what changed in between makes the page's tag too old,
    never its words.
    """
    g.page_address = address
    if "_flashes" in session:
        return Response(make(), mimetype="text/html")
    wording = wording_since(changed_at)
    tag = tag_of(address, *asked[2], wording)
    note(MadeOf(*asked, wording, lambda: wording_since(changed_at), settings(current_app)))
    if held := held_by_browser(tag):
        return _asked_again(held)
    page = _store().page(tag) or _store().keep(tag, Page(make().encode(), tag))
    return _answered(tag, page)


def _store() -> PageStore:
    return current_app.extensions["kept pages"]


def _is_for_anyone() -> bool:
    """Whether nothing in what was drawn just now is this visitor's alone."""
    return "csrf_token" not in g and not session.modified and "_flashes" not in session


def _tag_by_content(made: str) -> str:
    return hashlib.blake2b(made.encode(), digest_size=16).hexdigest()


def _answered(key: str, page: Page) -> Response:
    """In the form that the browser takes; whichever form was asked for last is kept."""
    if held := held_by_browser(page.tag):
        return _asked_again(held)
    if accepts_gzip() and not page.encoding:
        packed = replace(page, body=compress(page.body, LEVEL), encoding="gzip")
        page = _store().keep(key, packed)
    if accepts_gzip():
        response = Response(page.body, mimetype="text/html")
        response.headers["Content-Encoding"] = "gzip"
    else:
        plain = gzip.decompress(page.body) if page.encoding else page.body
        response = Response(plain, mimetype="text/html")
    return _asked_again(tagged(response, page.tag))


def page_address() -> str:
    """Where this page can be found again: its own address, or the one that was asked for."""
    return g.get("page_address") or request.full_path.rstrip("?")


def tag_of(*parts: object) -> str:
    look = display.to_cookie(display.from_cookie(request.cookies.get(display.cookie(), "")))
    said = "\n".join(map(str, (release(), settings(current_app), look, *parts)))
    return hashlib.sha256(said.encode()).hexdigest()[:32]


@lru_cache
def release() -> str:
    """Another word as soon as any template, static file or word in the code is another: a page that
    a browser has kept must not go on saying what is no longer so."""
    digest = hashlib.sha256("".join(asset.url_name for asset in all_assets().values()).encode())
    code = Path(current_app.root_path)
    templates = Path(current_app.root_path, current_app.template_folder or "templates")
    for path in sorted([*templates.rglob("*.html"), *code.rglob("*.py")]):
        digest.update(path.read_bytes())
    return digest.hexdigest()[:16]


def settings(app: Flask) -> str:
    """What pages say of the site that is set for it and not written in it."""
    return repr([app.config[name] for name in ("SITE_NAME", "BASE_URL", "ANSWER_WITHIN")])


def _asked_again(response: Response) -> Response:
    """A browser asks each time, and for each form of it."""
    response.headers["Cache-Control"] = "no-cache"
    response.vary.update(["Accept-Encoding", "Cookie"])
    return response
