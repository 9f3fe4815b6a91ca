"""The library as a folder of files that opens without a server: what everybody may read, and
nothing else. It can be uploaded again (`folder_upload.py`)."""
import csv
import hashlib
import io
import json
import re
import tempfile
from collections.abc import Iterator
from contextlib import suppress
from pathlib import Path
from typing import Any

from flask import current_app, render_template
from markupsafe import Markup

from peoplehub.accounts.models import Anonymous
from peoplehub.core import files
from peoplehub.core.errors import Invalid
from peoplehub.core.extensions import db
from peoplehub.core.text import known_safe
from peoplehub.editorial.queries import versions_of
from peoplehub.glossary.queries import terms
from peoplehub.library import queries
from peoplehub.library.easy_pictures import OWN, ShownPicture
from peoplehub.library.folder_entries import LIST
from peoplehub.library.models import Sheet
from peoplehub.library.pdf import process, svg
from peoplehub.library.pdf_files import file_of
from peoplehub.library.topics import MADE, ORIGINAL, TOPICS

STYLE = Path(__file__).with_name("export_style.css")
FACTS = "library.json"
COLUMNS = ("file", "text", "easy read", "title", "summary", "for", "topic")
LINK = re.compile(r'(href|src)="/(?!/)([^"#?]*)([^"]*)"')
NOT_OURS = (
    "There is something else in this folder. Please name one that is empty or not there, or one "
    "that was exported before."
)
NAMES = {"pdf": "sheet.pdf", "large-print": "large-print.pdf", "easy-read": "easy-read.pdf"}


def export_library(folder: Path) -> Iterator[str]:
    """Write the library to the folder, and give the title of each sheet as soon as it is written.
    The folder is there whole or as it was before. Raises Invalid where it holds something else."""
    folder = folder.absolute()
    if folder.is_dir() and any(folder.iterdir()) and not (folder / FACTS).is_file():
        raise Invalid(NOT_OURS)
    folder.parent.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory(prefix=f".{folder.name}-", dir=folder.parent) as beside:
        made = Path(beside, "made")
        made.mkdir()
        yield from _written(made)
        made.chmod(0o755)
        if _hashes(made) != _hashes(folder):
            if folder.exists():
                folder.rename(Path(beside, "before"))
            made.rename(folder)


def _written(folder: Path) -> Iterator[str]:
    """One sheet after the other, so that the memory it takes does not grow with their number."""
    slugs = queries.exported_slugs(Anonymous())
    listed: list[dict[str, Any]] = []
    for slug in slugs:
        sheet = queries.sheet_for(Anonymous(), slug)
        facts = _write_sheet(folder, sheet, set(slugs))
        listed.append(facts)
        db.session.rollback()
        yield facts["title"]
    topics = [(words, those) for topic, words in TOPICS.items()
              if (those := [facts for facts in listed if facts["topic"] == topic])]
    _page(folder / "index.html", "index", up="", topics=topics)
    _page(folder / "words.html", "words", up="", terms=terms())
    _write(folder / "style.css", STYLE.read_text())
    _write(folder / FACTS, json.dumps(listed, indent=1, ensure_ascii=False, sort_keys=True))
    _write(folder / LIST, _list_of(listed))


def _write_sheet(folder: Path, sheet: Sheet, slugs: set[str]) -> dict[str, Any]:
    """All of one sheet. Returns what is known of it."""
    place = folder / "sheets" / sheet.slug
    place.mkdir(parents=True)
    papers = {name: kept for name in sheet.formats if (kept := _write_paper(place, sheet, name))}
    versions = list(versions_of(sheet))
    for version in versions[1:]:
        was = sheet.as_it_was(version)
        _page(place / f"version-{version.number}.html", "version", up="../../", sheet=sheet,
              was=was, version=version, html=_with_links(was.safe_html, slugs))
    _page(place / "index.html", "sheet", up="../../", sheet=sheet, papers=papers,
          versions=versions, html=_with_links(sheet.safe_html, slugs) if sheet.has_words else "",
          rows=_rows(folder, place, sheet, slugs))
    sources = {"text": sheet.text, "easy-read": _without_own(sheet.easy_text)}
    for name, words in sources.items():
        if words:
            _write(place / f"{name}.md", words)
    return _facts(sheet, papers, {name for name, words in sources.items() if words}, versions)


def _write_paper(place: Path, sheet: Sheet, name: str) -> str:
    """The name of its file, seen from the sheet; "" where there is none just now."""
    if name == ORIGINAL:
        return _keep(place, f"document/{sheet.original_name}", sheet.original_key)
    if name not in MADE:
        return ""
    with suppress(process.NotMade):  # logged; it is there at the next export
        return _keep(place, NAMES[name], file_of(sheet, name).key)
    return ""


def _keep(place: Path, name: str, key: str) -> str:
    with suppress(FileNotFoundError):
        data = files.load(key)
        (place / name).parent.mkdir(exist_ok=True)
        (place / name).write_bytes(data)
        return name
    return ""


def _rows(folder: Path, place: Path, sheet: Sheet, slugs: set[str]) -> list[dict]:
    """Of the easy read, with the pictures beside it: drawn ones once for all sheets."""
    own = {name: ShownPicture(_keep(place, f"pictures/{name}.webp", picture.key), picture.words,
                              picture.width, picture.height)
           for name, picture in sheet.own_pictures.items()}
    rows = []
    for row in sheet.easy_rows or []:
        picture, words = "", ""
        if row["icon"] in own:
            picture, words = own[row["icon"]].address, own[row["icon"]].words
        elif row["icon"] and not OWN.fullmatch(row["icon"]):
            picture, words = _drawn(folder, row["icon"]), f"A picture of {svg.shows(row['icon'])}"
        rows.append({"heading": row["heading"], "picture": picture, "words": words,
                     "html": _with_links(known_safe(row["html"]), slugs)})
    return rows


def _drawn(folder: Path, name: str) -> str:
    path = folder / "pictures" / f"{name}.svg"
    if not path.exists():
        path.parent.mkdir(exist_ok=True)
        _write(path, svg.for_print(name))
    return f"../../pictures/{name}.svg"


def _with_links(html: Markup, slugs: set[str]) -> Markup:
    """Other sheets are beside it; everything else is on the site."""
    base = current_app.config["BASE_URL"].rstrip("/")

    def led(found: re.Match[str]) -> str:
        attribute, path, rest = found.groups()
        slug = path.removeprefix("library/")
        if path == f"library/{slug}" and slug in slugs:
            return f'{attribute}="../{slug}/index.html{rest if rest.startswith("#") else ""}"'
        return f'{attribute}="{base}/{path}{rest}"'

    return known_safe(LINK.sub(led, str(html)))


def _without_own(source: str | None) -> str:
    """Pictures that editors brought are not in the text: whoever uploads it chooses them again."""
    return re.sub(rf"\[picture:{OWN.pattern}\][ \t]*", "", source or "")


def _facts(sheet: Sheet, papers: dict[str, str], sources: set[str], versions: list) -> dict:
    return {
        "slug": sheet.slug, "title": sheet.title, "summary": sheet.summary, "topic": sheet.topic,
        "for": sheet.for_whom, "language": sheet.language, "papers": papers,
        "is_translation": sheet.translation_of_id is not None,
        "text": "text.md" if "text" in sources else "",
        "easy_read": "easy-read.md" if "easy-read" in sources else "",
        "published": sheet.published_at.date().isoformat() if sheet.published_at else "",
        "checked": sheet.checked_at.date().isoformat(),
        "next_check": sheet.next_check_at.date().isoformat(),
        "versions": [{"number": one.number, "from": one.published_at.date().isoformat(),
                      "new": one.change_note} for one in versions],
    }


def _list_of(listed: list[dict[str, Any]]) -> str:
    """The list that an upload reads. Translations are not in it: they belong to another sheet."""
    lines = io.StringIO()
    write = csv.writer(lines, lineterminator="\r\n")
    write.writerow(COLUMNS)
    for facts in listed:
        if not facts["is_translation"]:
            at = f"sheets/{facts['slug']}/"
            parts = (facts["papers"].get(ORIGINAL, ""), facts["text"], facts["easy_read"])
            write.writerow([*(at + part if part else "" for part in parts), facts["title"],
                            facts["summary"], facts["for"], facts["topic"]])
    return "\ufeff" + lines.getvalue()  # the mark by which Excel knows the letters


def _page(path: Path, name: str, **said: Any) -> None:
    _write(path, render_template(f"library/export/{name}.html", **said))


def _write(path: Path, words: str) -> None:
    path.write_text(words, encoding="utf-8", newline="")


def _hashes(folder: Path) -> dict[str, str]:
    """Of every file in it, by its path."""
    hashes = {}
    for path in sorted(folder.rglob("*")) if folder.is_dir() else []:
        if path.is_file():
            with path.open("rb") as opened:
                digest = hashlib.file_digest(opened, "sha256").hexdigest()
            hashes[path.relative_to(folder).as_posix()] = digest
    return hashes
