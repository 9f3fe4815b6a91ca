"""What is in a folder of documents: one entry for each sheet, from the names of files and folders,
or from a list that lies beside them (`library.csv`)."""
import csv
import io
import re
from collections.abc import Callable, Collection, Iterable, Iterator
from dataclasses import dataclass
from pathlib import PurePosixPath

from slugify import slugify

from peoplehub.core.errors import Invalid
from peoplehub.core.text import one_line
from peoplehub.library.topics import TOPICS

LIST = "library.csv"
LONGEST_PATH, LONGEST_TITLE, LONGEST_SUMMARY, LONGEST_READERS = 250, 120, 300, 80  # letters
MOST_LIST_BYTES, MOST_ROWS = 1024 * 1024, 2000
WORDS = (".md", ".markdown")  # files whose words are the sheet itself
IGNORED = ("thumbs.db", "desktop.ini")
COLUMNS = {  # as people write them at the top of a list
    "file": "document", "document": "document", "title": "title", "summary": "summary",
    "topic": "topic", "for": "for_whom", "for whom": "for_whom", "text": "text",
    "easy read": "easy_text",
}
NOT_A_LIST = (
    f"We could not read {LIST}. Please save it in Excel as “CSV UTF-8” and choose it again."
)
NO_COLUMNS = (
    f"The first line of {LIST} must name its columns, with at least one of: file, text."
)
TOO_LONG_A_LIST = f"{LIST} has more than {MOST_ROWS} lines. Please make two lists of it."
TOPIC_NAMES = {slugify(name): topic for topic, words in TOPICS.items() for name in (topic, words)}


@dataclass(frozen=True)
class Entry:
    """One sheet to be. `path` is what it is known by; `document`, `text` and `easy_text` are paths
    of files. `refusal`: why it cannot be taken, "" if nothing is known yet."""

    path: str
    title: str = ""
    summary: str = ""
    topic: str = ""
    for_whom: str = ""
    document: str = ""
    text: str = ""
    easy_text: str = ""
    refusal: str = ""


def clean_path(name: str) -> str:
    """As it is told and known again: without a drive, a way up, or invisible characters."""
    parts = one_line(name.replace("\x00", "")).replace("\\", "/").split("/")
    return "/".join(part.strip() for part in parts if part.strip() not in ("", ".", ".."))[
        -LONGEST_PATH:]


def entries_of(paths: Collection[str], read: Callable[[str], bytes], topic: str) -> list[Entry]:
    """Of the list, where there is one: nothing else is taken then. Else one of each file; of
    `topic`, where its folder names none. Raises Invalid for a list that cannot be read."""
    lists = sorted((path for path in paths if name_of(path) == LIST), key=lambda one: (
        one.count("/"), one))
    if lists:
        return list(_listed(lists[0], set(paths), read, topic))
    return [_of_file(path, topic) for path in sorted(paths) if not _is_ignored(path)]


def name_of(path: str) -> str:
    return PurePosixPath(path).name.lower()


def _is_ignored(path: str) -> bool:
    """What systems put beside files, and what a program keeps while a file is open in it."""
    return name_of(path) in IGNORED or any(
        part.startswith((".", "~$")) for part in path.split("/"))


def _of_file(path: str, topic: str) -> Entry:
    is_words = path.lower().endswith(WORDS)
    return Entry(path, _title_of(path), topic=_topic_of(path) or topic,
                 text=path if is_words else "", document="" if is_words else path)


def _title_of(path: str) -> str:
    words = " ".join(re.sub(r"[_\s]+|(?<=\w)-(?=\w)", " ", PurePosixPath(path).stem).split())
    return (words[:1].upper() + words[1:])[:LONGEST_TITLE] or "A sheet"


def _topic_of(path: str) -> str:
    """Of the innermost folder that is called as a topic is."""
    folders = (TOPIC_NAMES.get(slugify(part)) for part in reversed(path.split("/")[:-1]))
    return next((topic for topic in folders if topic), "")


def _listed(at: str, paths: set[str], read: Callable[[str], bytes],
            topic: str) -> Iterator[Entry]:
    folder = at[: -len(LIST)]
    known: set[str] = set()
    for said in _rows(read(at)):
        entry = _of_row(said, folder, paths, topic)
        if entry.path in known:
            yield Entry(entry.path, refusal=f"It stands in {LIST} twice. Please leave one out.")
        else:
            yield entry
        known.add(entry.path)


def _rows(data: bytes) -> Iterable[dict[str, str]]:
    """The rows of the list by our names of the columns. Raises Invalid."""
    lines = _decoded(data).replace("\r\n", "\n").replace("\r", "\n")
    first = lines.partition("\n")[0]
    mark = max(",;\t", key=first.count)
    try:
        rows = list(csv.reader(io.StringIO(lines), delimiter=mark, strict=True))
    except csv.Error as error:
        raise Invalid(NOT_A_LIST, "files") from error
    names = [COLUMNS.get(name.strip().lower().replace("_", " "), "") for name in (rows or [[]])[0]]
    if "document" not in names and "text" not in names:
        raise Invalid(NO_COLUMNS, "files")
    if len(rows) > MOST_ROWS:
        raise Invalid(TOO_LONG_A_LIST, "files")
    return [{name: cell.strip() for name, cell in zip(names, row, strict=False) if name}
            for row in rows[1:] if any(cell.strip() for cell in row)]


def _decoded(data: bytes) -> str:
    """As Excel writes it: with or without a mark at the beginning, or in the letters of Windows.
    Raises Invalid."""
    if len(data) > MOST_LIST_BYTES or b"\x00" in data:
        raise Invalid(NOT_A_LIST, "files")
    try:
        return data.decode("utf-8-sig")
    except UnicodeDecodeError:
        return data.decode("cp1252", errors="replace")


def _of_row(said: dict[str, str], folder: str, paths: set[str], topic: str) -> Entry:
    files = {name: folder + clean_path(said[name]) if said.get(name) else ""
             for name in ("document", "text", "easy_text")}
    path = files["document"] or files["text"] or folder + (said.get("title") or "a line")
    words = {name: one_line(said.get(name, "")) for name in ("title", "summary", "for_whom")}
    wanted = said.get("topic", "")
    chosen = TOPIC_NAMES.get(slugify(wanted), "") if wanted else _topic_of(path) or topic
    entry = Entry(path[:LONGEST_PATH], words["title"] or _title_of(path), words["summary"], chosen,
                  words["for_whom"], **files)
    return Entry(entry.path, refusal=refusal) if (
        refusal := _refusal(entry, wanted, paths)) else entry


def _refusal(entry: Entry, wanted: str, paths: set[str]) -> str:
    if not (entry.document or entry.text):
        return f"{LIST} names no file for it. Please write one in the column “file” or “text”."
    gone = [path for path in (entry.document, entry.text, entry.easy_text)
            if path and path not in paths]
    if gone:
        return f"{LIST} names {gone[0]}, which is not there. Please choose that file, too."
    if not entry.topic:
        return f"We have no topic called {wanted[:60]}. Please use one of: {_topics()}."
    for words, longest, name in ((entry.title, LONGEST_TITLE, "title"),
                                 (entry.summary, LONGEST_SUMMARY, "summary"),
                                 (entry.for_whom, LONGEST_READERS, "column “for”")):
        if len(words) > longest:
            return f"The {name} is longer than {longest} letters. Please make it shorter."
    return ""


def _topics() -> str:
    return ", ".join(TOPICS.values())
