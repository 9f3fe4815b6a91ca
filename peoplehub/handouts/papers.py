"""Cards and pages at a glance as PDF files, made when somebody asks and kept in memory for a while.
"""
import hashlib
import json
from datetime import datetime
from threading import Lock

from cachetools import LRUCache
from flask import current_app

from peoplehub.core import formatting
from peoplehub.handouts import queries
from peoplehub.library.models import Sheet
from peoplehub.library.pdf import compile, process, svg
from peoplehub.library.pdf_files import GENERAL, PATCHES
from peoplehub.library.short_address import HINT, code_of, short_address

SIZES = {
    "a4": ("A4", "One large poster"),
    "a6": ("A6", "Four postcards on one page, to cut apart"),
    "a7": ("A7", "Eight small cards on one page, to cut apart"),
}
_kept: LRUCache[str, bytes] = LRUCache(8 * 1024 * 1024, getsizeof=len)
_lock = Lock()


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
            "summary": sheet.summary, "lang": sheet.language,
            "address": short_address(sheet.id), "qr": code_of(sheet.id),
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
