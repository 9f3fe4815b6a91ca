"""A visitor's page is made again only when something in it changed.

Its tag is made of what the page is made of: the release of the site, the visitor's display, what
the room says of its rows, and one number for the whole site that grows whenever a thing is hidden
or a person changes, because those show on many pages at once. A visitor who has been told
something (a notice waits in the session) gets a page of their own.
"""
import gzip
import hashlib
from collections import OrderedDict
from collections.abc import Callable
from datetime import datetime, timedelta
from functools import lru_cache
from pathlib import Path
from threading import Lock

from flask import Response, current_app, g, request, session
from sqlalchemy import select, update
from sqlalchemy.orm import Mapped, mapped_column

from peoplehub.core import clock, display
from peoplehub.core.assets import all_assets
from peoplehub.core.compression import accepts_gzip, compress
from peoplehub.core.extensions import Model, db
from peoplehub.core.formatting import local

WORDED_BY_MINUTE = timedelta(hours=12)  # after that, times are worded by the day
MOST_KEPT = 400  # pages, of about 10 KB each, compressed


class SiteVersion(Model):
    """One row: a number that grows when what is shown in many places changes."""

    id: Mapped[int] = mapped_column(primary_key=True)
    number: Mapped[int] = mapped_column(default=1)


def bump_site_version(event) -> None:
    """A listener: this changes pages that nobody can list. Pages kept before it are old now."""
    grown = update(SiteVersion).values(number=SiteVersion.number + 1)
    if db.session.execute(grown).rowcount == 0:
        db.session.add(SiteVersion(id=1))


class PageStore:
    """The pages asked for last, compressed, by their tags. A tag never means another page."""

    def __init__(self, most: int):
        self.most = most
        self._pages: OrderedDict[str, bytes] = OrderedDict()
        self._lock = Lock()

    def page(self, tag: str) -> bytes | None:
        with self._lock:
            if tag in self._pages:
                self._pages.move_to_end(tag)
            return self._pages.get(tag)

    def keep(self, tag: str, page: bytes) -> bytes:
        with self._lock:
            self._pages[tag] = page
            while len(self._pages) > self.most:
                self._pages.popitem(last=False)
        return page


_VERSION = select(SiteVersion.number)


def init_app(app) -> None:
    app.extensions["kept pages"] = PageStore(MOST_KEPT)
    app.jinja_env.globals["page_address"] = page_address


def cached_for_visitors(make: Callable[[], str], address: str, seen: int, *parts,
                 changed_at: datetime) -> Response:
    """The page that `make` draws, or 304 when the visitor's browser has it. Never for members.

    `address` is the page's own, with nothing in it that the page does not ask for: whatever else
    stands in a query string makes no other page, neither in the cache nor in what is drawn.
    `seen` is the site's version, asked before anything that the page shows was read: what changed
    in between makes the page's tag too old, never its words.
    """
    g.page_address = address
    if "_flashes" in session:
        return Response(make(), mimetype="text/html")
    tag = tag_of(address, *parts, seen, changed_at, _wording(changed_at))
    if request.if_none_match.contains_weak(tag):
        return _tagged(Response(status=304), tag)
    return _tagged(_answer(_page(tag, make)), tag)


def page_address() -> str:
    """Where this page can be found again: its own address, or the one that was asked for."""
    return g.get("page_address") or request.full_path.rstrip("?")


def site_version() -> int:
    return db.session.scalar(_VERSION) or 0


def _page(tag: str, make: Callable[[], str]) -> bytes:
    kept: PageStore = current_app.extensions["kept pages"]
    return kept.page(tag) or kept.keep(tag, compress(make().encode(), 6))


def _answer(page: bytes) -> Response:
    """As it is kept, to a browser that can unpack it."""
    if accepts_gzip():
        response = Response(page, mimetype="text/html")
        response.headers["Content-Encoding"] = "gzip"
    else:
        response = Response(gzip.decompress(page), mimetype="text/html")
    response.vary.add("Accept-Encoding")
    return response


def tag_of(*parts) -> str:
    look = request.cookies.get(display.cookie(), "")
    said = "\n".join(map(str, (release(), settings(), look, *parts)))
    return hashlib.sha256(said.encode()).hexdigest()[:32]


@lru_cache
def release() -> str:
    """Another word as soon as any template, static file or word in the code is another: a page that
    a browser has kept must not go on saying what is no longer so."""
    digest = hashlib.sha256("".join(asset.url_name for asset in all_assets().values()).encode())
    code = Path(current_app.root_path)
    templates = Path(current_app.root_path, current_app.template_folder)
    for path in sorted([*templates.rglob("*.html"), *code.rglob("*.py")]):
        digest.update(path.read_bytes())
    return digest.hexdigest()[:16]


def settings() -> str:
    """What pages say of the site that is set for it and not written in it."""
    return repr([current_app.config[name] for name in ("SITE_NAME", "BASE_URL", "ANSWER_WITHIN")])


def _wording(changed_at: datetime) -> str:
    """Times are in words ("10 minutes ago"), and words grow old by themselves."""
    now = clock.now()
    if now - changed_at < WORDED_BY_MINUTE:
        return f"{int(now.timestamp()) // 300}"
    return f"{local(now):%Y-%m-%d}"


def _tagged(response: Response, tag: str) -> Response:
    response.set_etag(tag, weak=True)
    response.headers["Cache-Control"] = "no-cache"
    response.vary.add("Cookie")
    return response
