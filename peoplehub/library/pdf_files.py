"""The PDF files of a sheet: compiled once for each version of its content, and stored.

The hash of all that is printed says whether a PDF file is still current, so a lost job, a new
owner's name or a new design is noticed at the next download and mended there.
"""
import hashlib
import json
import threading
from contextlib import suppress
from datetime import datetime
from urllib.parse import urlsplit

from flask import current_app
from sqlalchemy import Select, select

from peoplehub.core import clock, files, formatting, jobs
from peoplehub.core.acts import act, save
from peoplehub.core.database import FOR_NO_KEY_UPDATE
from peoplehub.core.extensions import db
from peoplehub.editorial.languages import ENGLISH
from peoplehub.editorial.models import PieceVersion
from peoplehub.glossary.in_memory import meanings_in
from peoplehub.library import queries
from peoplehub.library.easy_pictures import OWN, EasyPicture, in_svg
from peoplehub.library.media import FILM
from peoplehub.library.models import Sheet, SheetFile
from peoplehub.library.pdf import compile, html_tree, process, svg
from peoplehub.library.short_address import HINT, code_of, short_address
from peoplehub.library.topics import EASY_READ, LARGE_PRINT, MADE, PDF

LABELS = {PDF: "", LARGE_PRINT: "Large print", EASY_READ: "Easy read"}
GENERAL = (
    "It gives general information. It is not legal or medical advice. "
    "Rules change, so please check with the people who know your case."
)
NOT_CHECKED = "Not all of these sentences are checked yet."
OUTDATED_TRANSLATION = (
    "The sheet in its first language was changed after this was translated. Some of it may be "
    "different there."
)
EASY_OUTDATED = "The sheet has changed since this easy read was made. We are making a new one."
PATCHES = 12  # across the top of the first page

_locks = [threading.Lock() for _ in range(32)]


@jobs.job
def make_files(sheet_id: int) -> None:
    """Make the papers of one sheet that are missing or out of date."""
    sheet = db.session.get(Sheet, sheet_id)
    if sheet is None or not sheet.is_shown:
        return
    for name in [name for name in sheet.formats if name in MADE]:
        with suppress(process.NotMade):  # logged; the others are made, and this one tried at night
            file_of(sheet, name)


@jobs.job
@jobs.every(hour="3", minute="20")
def make_all() -> None:
    """Once a night: whatever a lost job left undone."""
    for sheet_id in queries.published_ids():
        make_files(sheet_id)


def file_of(sheet: Sheet, name: str) -> SheetFile:
    """The PDF file of the sheet in that format, made now if there is no current one."""
    wording = wording_of(sheet, name)
    mark = mark_of(wording)
    kept = sheet.file(name)
    if kept is not None and _fits(kept, mark):
        return kept
    return _make(sheet.id, name, wording, mark)


def old_file_of(sheet: Sheet, was: Sheet, version: PieceVersion, after: PieceVersion,
                name: str) -> str:
    """The key of the PDF file of an old version, which `was` shows. It is a file that no row names:
    it goes in some night, and is made again when it is asked for."""
    wording = wording_of_old(sheet, was, version, after, name)
    mark = mark_of(wording)
    key = f"{mark[:40]}.pdf"
    with _locks[hash(mark) % len(_locks)]:
        db.session.rollback()
        if not files.has(key):
            pdf, _pages = process.compile_pdf(_set(wording), after.published_at, mark)
            files.store_as(key, pdf)
    return key


def wording_of(sheet: Sheet, name: str) -> dict:
    """Everything that is printed in that format, before it is set."""
    checked = formatting.day(sheet.checked_at)
    is_outdated = name == EASY_READ and sheet.easy_outdated_at is not None
    return _wording(sheet, sheet.address, name) | _code(sheet) | {
        "facts": [*_facts(sheet), ["Checked on", f"{checked}. We will check it again by "
                                                 f"{formatting.day(sheet.next_check_at)}."]],
        "foot": f"Checked {checked}",
        "warning": _warning(sheet) or (EASY_OUTDATED if is_outdated else ""),
        "dated": (sheet.edited_at or sheet.published_at or sheet.checked_at).isoformat(),
    }


def wording_of_old(sheet: Sheet, was: Sheet, version: PieceVersion, after: PieceVersion,
                   name: str) -> dict:
    since, until = formatting.day(version.published_at), formatting.day(after.published_at)
    address = f"{sheet.address}/versions/{version.number}"
    return _wording(was, address, name) | _code(sheet) | {
        "facts": [["Version", f"{version.number}, from {since} to {until}"]],
        "foot": f"Old version, until {until}",
        "warning": f"This is an old version. It was replaced on {until}, and some of it may be "
                   f"wrong now. The newest is at {_place(sheet)}.",
    }


def _wording(sheet: Sheet, path: str, name: str) -> dict:
    return {
        "format": name,
        "site": current_app.config["SITE_NAME"],
        "base_url": current_app.config["BASE_URL"].rstrip("/"),
        "path": path,
        "title": sheet.title,
        "summary": sheet.summary,
        "words": _easy_rows(sheet) if name == EASY_READ else sheet.html,
        "meanings": meanings_in("" if name == EASY_READ or sheet.language != ENGLISH
                                else sheet.html),
        "lang": sheet.language or ENGLISH,
    }


def _code(sheet: Sheet) -> dict[str, str]:
    return {"short": short_address(sheet.id), "qr": code_of(sheet.id), "hint": HINT}


def _easy_rows(sheet: Sheet) -> list[dict]:
    """Each with the picture that its editors brought, where it shows one."""
    own = sheet.own_pictures
    return [row | {"own": own[row["icon"]]} if row["icon"] in own else row
            for row in sheet.easy_rows or []]


def _facts(sheet: Sheet) -> list[list[str]]:
    facts = []
    if kind := sheet.media_kind:
        verb = "Watch" if kind == FILM else "Listen to"
        facts.append([kind.capitalize(), f"{verb} it at {short_address(sheet.id)}. Every word of "
                                         "it is here."])
    if sheet.translation_of_id is not None:
        facts.append(["Translated by", sheet.translated_by or "a volunteer"])
    if sheet.for_whom:
        facts.append(["For", sheet.for_whom[:1].lower() + sheet.for_whom[1:]])
    if sheet.owner:
        facts.append(["Looked after by", f"{sheet.owner.pen_name}, {sheet.owner.role_words}"])
    return facts


def _warning(sheet: Sheet) -> str:
    """What is true of it now that a reader of the print must know; "" if nothing is."""
    if sheet.newer is not None:
        return (f"Another sheet has taken the place of this one: “{sheet.newer.title}”, at "
                f"{_place(sheet.newer)}.")
    if sheet.translation_outdated_at is not None:
        return OUTDATED_TRANSLATION
    if sheet.is_overdue:
        return ("This sheet may be out of date. We planned to check it by "
                f"{formatting.day(sheet.next_check_at)}. Please ask before you rely on it.")
    return ""


def _place(sheet: Sheet) -> str:
    """Its address as it is typed."""
    return urlsplit(current_app.config["BASE_URL"]).netloc + sheet.address


def paper_for(sheet: Sheet, name: str) -> dict:
    """What the compiler is given for that format."""
    return _set(wording_of(sheet, name))


def mark_of(wording: dict) -> str:
    """The hash of the wording and of the PDF compiler: the same content has the same mark."""
    said = json.dumps([compile.VERSION, wording], sort_keys=True)
    return hashlib.sha256(said.encode()).hexdigest()


def _fits(kept: SheetFile, mark: str) -> bool:
    return kept.made_of == mark and files.has(kept.key)


def _make(sheet_id: int, name: str, wording: dict, mark: str) -> SheetFile:
    """Print it, outside any transaction, once however many ask for it at the same time."""
    with _locks[hash((sheet_id, name)) % len(_locks)]:
        db.session.rollback()
        kept = db.session.scalar(_kept(sheet_id, name))
        if kept is not None and _fits(kept, mark):
            return kept
        old = kept.key if kept else ""
        db.session.rollback()
        at = datetime.fromisoformat(wording["dated"])
        pdf, pages = process.compile_pdf(_set(wording), at, mark)
        key = f"{mark[:40]}.pdf"
        files.store_as(key, pdf)
        made = _keep(sheet_id, name, key, (len(pdf), pages), mark)
        if old and old != key:
            files.remove(old)
        return made


@act
def _keep(sheet_id: int, name: str, key: str, sizes: tuple[int, int], mark: str) -> SheetFile:
    """Store the row of a file; `sizes` are its bytes and its pages."""
    kept = db.session.scalar(_kept(sheet_id, name).with_for_update())
    if kept is None:
        mine = select(Sheet.id).where(Sheet.id == sheet_id).with_for_update(**FOR_NO_KEY_UPDATE)
        db.session.execute(mine)
        kept = db.session.scalar(_kept(sheet_id, name)) or SheetFile(
            sheet_id=sheet_id, format=name
        )
    kept.key, (kept.size_bytes, kept.pages) = key, sizes
    kept.made_of, kept.made_at = mark, clock.now()
    return save(kept)


def _kept(sheet_id: int, name: str) -> Select:
    """The row of the PDF file as the database has it now, whatever was read before."""
    kept = select(SheetFile).where(SheetFile.sheet_id == sheet_id, SheetFile.format == name)
    return kept.execution_options(populate_existing=True)


def _set(wording: dict) -> dict:
    """The wording as the tree that the PDF compiler takes."""
    base = wording["base_url"]
    is_easy = wording["format"] == EASY_READ
    return {
        **{part: wording[part] for part in ("format", "site", "title", "summary", "facts",
                                            "warning", "short", "qr", "hint", "lang")},
        "address": urlsplit(base).netloc + wording["path"],
        "checked": wording["foot"],
        "label": LABELS[wording["format"]],
        "strip": svg.strip(wording["path"], PATCHES),
        "nodes": [] if is_easy else html_tree.tree(wording["words"], base)
        + _meanings(wording["meanings"]),
        "rows": [_row(row, base) for row in wording["words"]] if is_easy else [],
        "ending": _ending(wording),
    }


def _meanings(said: dict) -> list[dict]:
    """The list of hard words at the end."""
    items = [{"tag": "li", "kids": [{"tag": "strong", "kids": [title]}, f": {meaning}"]}
             for title, meaning in said["terms"]]
    heading: dict = {"tag": "h2", "kids": ["What these words mean"]}
    unchecked = {"tag": "p", "kids": [NOT_CHECKED]}
    nodes = [heading, {"tag": "ul", "kids": items}] if items else []
    return nodes if said["are_checked"] else [*nodes, unchecked]


def _row(row: dict, base: str) -> dict:
    drawing, alt = _drawing(row)
    return {
        "heading": row["heading"],
        "drawing": drawing,
        "alt": alt,
        "nodes": html_tree.tree(row["html"], base),
    }


def _drawing(row: dict) -> tuple[str, str]:
    """The picture of a row, and what it shows; nothing for one without, or one that is gone."""
    icon = row["icon"]
    if "own" in row:
        picture = EasyPicture(*row["own"])
        with suppress(FileNotFoundError):
            return in_svg(picture), picture.words
    if not icon or OWN.fullmatch(icon):
        return "", ""
    return svg.for_print(icon), f"A picture of {svg.shows(icon)}"


def _ending(wording: dict) -> list[list]:
    address = wording["base_url"] + wording["path"]
    shown = urlsplit(address).netloc + wording["path"]
    link = {"tag": "a", "href": address, "shown": "", "kids": [shown]}
    newest = [f"This sheet is from {wording['site']}. You can find the newest one at ", link, "."]
    return [newest, [GENERAL]]
