"""Cards and pages at a glance as PDF files, made when somebody asks and kept in memory for a while.
"""
import hashlib
import io
import json
from datetime import datetime
from functools import lru_cache
from threading import Lock
from urllib.parse import urlsplit

import segno
from cachetools import LRUCache
from flask import current_app

from peoplehub.core import formatting
from peoplehub.handouts import queries
from peoplehub.library.models import Sheet
from peoplehub.library.pdf import compile, process, svg
from peoplehub.library.pdf_files import GENERAL, PATCHES

SIZES = {
    "a4": ("A4", "One large poster"),
    "a6": ("A6", "Four postcards on one page, to cut apart"),
    "a7": ("A7", "Eight small cards on one page, to cut apart"),
}
HINT = "Point a phone camera here, or type the address."
_kept: LRUCache[str, bytes] = LRUCache(8 * 1024 * 1024, getsizeof=len)
_lock = Lock()


def short_address(sheet: Sheet) -> str:
    """As people type it, without https://."""
    return f"{urlsplit(current_app.config['BASE_URL']).netloc}/s/{sheet.id}"


def code_of(sheet: Sheet) -> str:
    """A QR code that leads to the sheet, as SVG."""
    return _code(f"{current_app.config['BASE_URL'].rstrip('/')}/s/{sheet.id}")


def card(sheet: Sheet, size: str) -> bytes:
    """The PDF file of cards of that size. Raises NotMade."""
    return _made(sheet, {**_of_both(sheet), "program": "card", "size": size, "hint": HINT})


def at_a_glance(sheet: Sheet) -> bytes:
    """The same of the sheet on one page."""
    glance = queries.glance_of(sheet)
    is_written = bool(glance and glance.points)
    points = queries.points_of(sheet, glance)
    return _made(sheet, {
        **_of_both(sheet), "program": "glance", "points": points,
        "points_title": title_of_points(len(points), is_written),
        "next_step": queries.next_step_of(glance), "general": GENERAL,
        "checked": f"We checked it on {formatting.day(sheet.checked_at)}.",
    })


def title_of_points(number: int, is_written: bool) -> str:
    return "What to know" if is_written else "What the sheet tells you"


def _of_both(sheet: Sheet) -> dict:
    return {"site": current_app.config["SITE_NAME"], "title": sheet.title,
            "summary": sheet.summary, "address": short_address(sheet), "qr": code_of(sheet),
            "strip": svg.strip(sheet.address, PATCHES)}


def _made(sheet: Sheet, paper: dict) -> bytes:
    said = json.dumps([compile.VERSION, paper], sort_keys=True)
    mark = hashlib.sha256(said.encode()).hexdigest()
    with _lock:
        kept = _kept.get(mark)
    if kept is None:
        at: datetime = sheet.edited_at or sheet.published_at or sheet.checked_at
        kept, _ = process.compile_pdf(paper, at, mark)
        with _lock:
            _kept[mark] = kept
    return kept


@lru_cache(maxsize=256)
def _code(address: str) -> str:
    kept = io.BytesIO()
    segno.make(address, error="m", micro=False).save(
        kept, kind="svg", border=4, dark="#000", light="#fff", svgclass=None, lineclass=None,
        omitsize=True, xmldecl=False)
    return kept.getvalue().decode()
