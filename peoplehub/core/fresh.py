"""A visitor's page is made again only when something in it changed.

Its tag is made of what the page is made of: the release of the site, the visitor's display, and
what the room says of its rows. A visitor who has been told something (a notice waits in the
session) gets a page of their own.
"""
import hashlib
from collections.abc import Callable
from datetime import datetime, timedelta
from functools import lru_cache
from pathlib import Path

from flask import Response, current_app, request, session

from peoplehub.core import clock, display
from peoplehub.core.assets import shelf
from peoplehub.core.words import local

WORDED_BY_MINUTE = timedelta(hours=12)  # after that, times are worded by the day


def for_visitors(make: Callable[[], str], *parts, changed_at: datetime) -> Response:
    """The page that `make` draws, or 304 when the visitor's browser has it. Never for members."""
    if "_flashes" in session:
        return Response(make(), mimetype="text/html")
    tag = tag_of(request.full_path, *parts, changed_at, _wording(changed_at))
    if request.if_none_match.contains_weak(tag):
        return _tagged(Response(status=304), tag)
    return _tagged(Response(make(), mimetype="text/html"), tag)


def tag_of(*parts) -> str:
    look = request.cookies.get(display.COOKIE, "")
    said = "\n".join(map(str, (release(), look, *parts)))
    return hashlib.sha256(said.encode()).hexdigest()[:32]


@lru_cache
def release() -> str:
    """Another word as soon as any template or static file is another."""
    digest = hashlib.sha256("".join(asset.url_name for asset in shelf().values()).encode())
    for path in sorted(Path(current_app.root_path, current_app.template_folder).rglob("*.html")):
        digest.update(path.read_bytes())
    return digest.hexdigest()[:16]


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
