"""Reads the pages of a PDF: words, the first page as a picture, and whether it has what a screen
reader needs (PDF/UA-1: tags, a title, a language; bookmarks where it is long)."""
import runpy
from pathlib import Path
from typing import Any

import pypdfium2
import pypdfium2.raw as pdfium

ENOUGH = 200_000  # characters, after which no page is read
LONG = 20  # pages, from which on bookmarks are missed
FEW = 20  # characters of a page that has hardly any words
PICTURES = runpy.run_path(str(Path(__file__).with_name("pictures.py")))


def read(data: bytes, _kind: str) -> dict[str, Any]:
    """`words`, `findings`, and the first page as `small` of pictures gives it."""
    pdf = pypdfium2.PdfDocument(data)
    pages = words_of_pages(pdf)
    return {"words": "\n".join(pages), "findings": findings(pdf, pages)} | first(pdf)


def words_of_pages(pdf: pypdfium2.PdfDocument) -> list[str]:
    """Of the first pages, as many as are kept for search."""
    found: list[str] = []
    length = 0
    for number in range(len(pdf)):
        if length > ENOUGH:
            break
        page = pdf[number]
        text = page.get_textpage()
        words = text.get_text_bounded().replace("\r\n", "\n").replace("\x00", "").strip()
        text.close()
        page.close()
        found.append(words)
        length += len(words)
    return found


def findings(pdf: pypdfium2.PdfDocument, pages: list[str]) -> dict[str, int]:
    """What it lacks; `pages`: the words of those that were read."""
    empty = sum(len(words) < FEW for words in pages)
    wrong = {
        "no-words": empty == len(pages),
        "pages-without-words": 0 if empty == len(pages) else empty,
        "no-tags": not pdf.is_tagged(),
        "no-title": not pdf.get_metadata_value("Title").strip(),
        "no-language": not pdfium.FPDFCatalog_GetLanguage(pdf, None, 0) > 2,
        "no-bookmarks": len(pdf) > LONG and next(iter(pdf.get_toc(max_depth=1)), None) is None,
    }
    return {code: int(times) for code, times in wrong.items() if times}


def first(pdf: pypdfium2.PdfDocument) -> dict[str, Any]:
    """The first page as a picture; none where it has no size."""
    page = pdf[0]
    width, height = page.get_size()
    if width < 1 or height < 1:
        return {}
    scale = min(PICTURES["WIDEST"] / width, PICTURES["HIGHEST"] / height)
    if width * scale < 1 or height * scale < 1:
        return {}
    drawn: dict[str, Any] = PICTURES["small"](page.render(scale=scale).to_pil().convert("RGB"))
    return drawn
