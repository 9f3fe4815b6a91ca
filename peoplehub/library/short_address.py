"""The short address of a sheet, which stands on paper beside its QR code. It leads to the newest
words, and stays when the title changes."""
import io
from functools import lru_cache
from urllib.parse import urlsplit

import segno
from flask import current_app

HINT = "Point a phone camera here, or type the address."


def short_address(sheet_id: int) -> str:
    """As people type it, without https://."""
    return f"{urlsplit(current_app.config['BASE_URL']).netloc}/s/{sheet_id}"


def code_of(sheet_id: int) -> str:
    """A QR code that leads to the sheet, as SVG."""
    return _code(f"{current_app.config['BASE_URL'].rstrip('/')}/s/{sheet_id}")


@lru_cache(maxsize=256)
def _code(address: str) -> str:
    kept = io.BytesIO()
    segno.make(address, error="m", micro=False).save(
        kept, kind="svg", border=4, dark="#000", light="#fff", svgclass=None, lineclass=None,
        omitsize=True, xmldecl=False)
    return kept.getvalue().decode()
