"""The PDF file of a pack: a worker makes it, outside any transaction."""
import hashlib
import json
from urllib.parse import urlsplit

from flask import current_app

from peoplehub.core import clock, files, formatting, jobs
from peoplehub.core.acts import act
from peoplehub.core.extensions import db
from peoplehub.handouts import queries
from peoplehub.handouts.models import Pack
from peoplehub.library import pdf_files
from peoplehub.library.pdf import compile, process, svg
from peoplehub.library.topics import EASY_READ

SUMMARY = "Information sheets that you chose. They give general information."


@jobs.job
def make_pack(pack_id: int) -> None:
    """Make it, unless that is done. One that cannot be made says so on its page."""
    pack = db.session.get(Pack, pack_id)
    if pack is None or pack.is_made or pack.failed_at:
        return
    paper = paper_of(pack)
    if not paper["sheets"]:
        return fail(pack_id)
    db.session.rollback()
    try:
        pdf, pages = process.compile_pdf(paper, clock.now())
    except process.NotMade:  # logged
        return fail(pack_id)
    key = _key_of(pack_id, paper)
    files.store_as(key, pdf)
    keep_file(pack_id, key, pages, len(pdf))


def is_current(pack: Pack) -> bool:
    """Whether the file has what its sheets say now, and none of them was taken away since."""
    return pack.is_made and pack.key == _key_of(pack.id, paper_of(pack))


def _key_of(pack_id: int, paper: dict) -> str:
    said = json.dumps([compile.VERSION, pack_id, paper], sort_keys=True)
    return f"{hashlib.sha256(said.encode()).hexdigest()[:40]}.pdf"


def paper_of(pack: Pack) -> dict:
    """What the compiler is given: the sheets one after the other, each as its own paper."""
    sheets = queries.sheets_of_pack(pack)
    base, today = current_app.config["BASE_URL"].rstrip("/"), formatting.day(pack.asked_at)
    edition = pack.edition
    papers = [pdf_files.paper_for(sheet, edition) for sheet in sheets
              if edition != EASY_READ or sheet.has_easy]
    title = "Your pack of information sheets"
    return {
        "format": edition, "site": current_app.config["SITE_NAME"], "title": title,
        "summary": SUMMARY, "address": f"{urlsplit(base).netloc}/packs",
        "checked": f"Pack made on {today}", "label": pdf_files.LABELS[edition],
        "strip": svg.strip("pack", pdf_files.PATCHES), "sheets": papers,
    }


@act
def keep_file(pack_id: int, key: str, pages: int, size_bytes: int) -> None:
    pack = db.session.get(Pack, pack_id, with_for_update=True)
    if pack is not None:
        pack.key, pack.pages, pack.size_bytes = key, pages, size_bytes


@act
def fail(pack_id: int) -> None:
    pack = db.session.get(Pack, pack_id, with_for_update=True)
    if pack is not None and not pack.is_made:
        pack.failed_at = clock.now()


