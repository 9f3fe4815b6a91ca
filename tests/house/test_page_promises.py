"""What our pages promise is held by a test: every sentence with a word of promising in it has a row
in page_promises.toml, which names the test.

A new page or sentence of yours made this fail? Either the sentence says what is not so yet: then
say less. Or it is so: then add a row to tests/house/page_promises.toml with the page, the sentence
(`*` for what changes, such as a name), and the test that would fail if it were not so.
"""
import html
import re
import tomllib
from fnmatch import fnmatchcase
from pathlib import Path

import pytest

from tests.house import permissions
from tests.world import ROLES

TABLE = Path(__file__).with_name("page_promises.toml")
PROMISING = re.compile(
    r"\b(we will|never|nobody|no one|nowhere|within|always|only you|(is|are) deleted|not told"
    r"|we (tell|answer|write to|remove|keep|take|look)|must tell|every report|no adverts"
    r"|\d+ (days|hours|minutes)(?! ago))\b", re.I)
READERS = ("stranger", "owner", "moderator")
BLOCKS = r"p|li|h[1-6]|dd|dt|td|th|figcaption|label|legend|summary|span|button|caption"


def table() -> dict:
    return tomllib.loads(TABLE.read_text())


def stands(says: str, said: list[str]) -> bool:
    return any(fnmatchcase(one, says) for one in said)


def sentences(page: str) -> list[str]:
    """What a page of ours says between its header and its footer, sentence by sentence."""
    main = re.search(r"<main.*?</main>", page, re.DOTALL)
    words = re.sub(r"<(svg|script|style|textarea|template)\b.*?</\1>", "", main[0] if main else "",
                   flags=re.DOTALL)
    words = re.sub(rf"</?({BLOCKS}|div|section|br|option|dl|ul|ol|tr)\b[^>]*>", "\n", words)
    lines = html.unescape(re.sub(r"<[^>]+>", "", words)).split("\n")
    return [" ".join(one.split()) for line in lines for one in re.split(r"(?<=[.?])\s+", line)
            if one.strip()]


_read: dict[tuple[str, str], list[str]] = {}


@pytest.fixture
def pages(shelf):
    """address → the sentences on it, for each of three readers; they are read once."""
    return _read or _read_all(shelf)


def _read_all(shelf) -> dict[tuple[str, str], list[str]]:
    for line in permissions.lines():
        if line.method != "GET":
            continue
        for who in READERS:
            if line.expected[ROLES.index(who)] == "200":
                answer = shelf.ask(who, "GET", line.pattern.format(**shelf.world.names))
                if answer.mimetype == "text/html":
                    _read[line.pattern, who] = sentences(answer.text)
    return _read


@pytest.mark.one_database
def test_every_promise_on_a_page_has_its_row(pages):
    told = table()
    held = [*told["plain"], *(row["says"] for row in told["promise"])]
    without = {}
    for (page, who), said in pages.items():
        for one in said:
            if PROMISING.search(one) and not any(fnmatchcase(one, says) for says in held):
                without.setdefault(one, f"{page} as {who}")
    assert without == {}, (
        "Promises without a test. Say less, or add a row to tests/house/page_promises.toml:\n"
        + "\n".join(f'[[promise]]\npage = "{where.split(" as ")[0]}"\nsays = "{one}"\ntest = "…"'
                    for one, where in without.items()))


@pytest.mark.one_database
def test_every_row_stands_on_its_page(pages):
    gone = [row for row in table()["promise"]
            if not any(stands(row["says"], said) for (page, _), said in pages.items()
                       if page.partition("?")[0] == row["page"])]
    assert gone == [], "No longer said there: take the row away, or mend its sentence"


@pytest.mark.parametrize("row", table()["promise"], ids=lambda row: row["says"][:60])
def test_the_test_that_holds_it_is_there(row):
    path, _, name = row["test"].partition("::")
    there = Path(path).exists() and f"\ndef {name}(" in Path(path).read_text()
    assert there, f"{row['test']} is not there: which test holds “{row['says']}” now?"


def test_a_promise_without_a_row_is_seen():
    page = "<main><p>We are <b>nice</b>. Nobody reads it.</p><li>It is kept 30 days</li></main>"
    said = [one for one in sentences(page) if PROMISING.search(one)]
    assert said == ["Nobody reads it.", "It is kept 30 days"]
    assert not any(stands(row["says"], said) for row in table()["promise"])
