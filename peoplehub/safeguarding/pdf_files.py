"""A case as a tagged PDF (PDF/UA-1), set by the library's Typst program: every word goes there as
data and is printed as a string. The file is kept nowhere."""
from datetime import datetime

from flask import current_app

from peoplehub.core import formatting
from peoplehub.core.errors import Unavailable, found
from peoplehub.library.pdf import process, svg
from peoplehub.safeguarding import queries
from peoplehub.safeguarding.models import Evidence, SafeguardingCase, TimelineEntry

PATCHES = 12  # across the top of the first page
NOT_MADE = (
    "We could not make this PDF just now. It is not your fault. Everything in the case stands on "
    "its page: read it out on the phone if it cannot wait, and try again later."
)
CONFIDENTIAL = (
    "This paper is confidential. Give it only to those who need it to protect somebody, and keep "
    "it safe. It was made from the words of people on a website. Nobody has checked them."
)


def paper_of(case: SafeguardingCase, line: TimelineEntry) -> dict:
    """Everything that is printed, as the tree that the compiler takes. `line`: for whom it is."""
    site = current_app.config["SITE_NAME"]
    return {
        "format": "pdf", "site": site, "label": "Confidential",
        "title": f"Safeguarding case {case.id}",
        "summary": f"A safeguarding case of {site}, for {line.told_by}.",
        "address": "Confidential", "checked": f"Made on {formatting.day(line.at)}",
        "strip": svg.strip(case.address, PATCHES), "facts": _facts(case, line),
        "nodes": [*_told(case), *_timeline(case), *_evidence(case)], "rows": [],
        "ending": [[CONFIDENTIAL]],
    }


def compiled(paper: dict, made_at: datetime) -> bytes:
    """Raises Unavailable when it cannot be made now."""
    try:
        return process.compile_pdf(paper, made_at)[0]
    except process.NotMade as error:
        raise Unavailable(NOT_MADE) from error


def _facts(case: SafeguardingCase, line: TimelineEntry) -> list[list[str]]:
    lead = found(line.author).pen_name
    facts = [["For", line.told_by], ["Made by", f"{lead}, safeguarding lead, {_moment(line.at)}"],
             ["The worry", case.reason_words],
             ["Opened", f"{_moment(case.opened_at)}. {case.from_words}."],
             ["About", case.about_words]]
    return [*facts, ["Closed", _moment(case.closed_at)]] if case.closed_at else facts


def _told(case: SafeguardingCase) -> list:
    told = [line for line in queries.timeline_of(case) if line.what == "told"]
    rows = [_row(line.day_words, line.code_words, line.told_by, line.text) for line in told]
    return [_tag("h2", "Who was told"), _table(["Day", "Who", "By whom", "What"], rows) if rows
            else _tag("p", "Nobody outside has been told yet.")]


def _timeline(case: SafeguardingCase) -> list:
    lines = [line for line in queries.timeline_of(case) if line.what != "told"]
    return [_tag("h2", "What was done"), *(part for line in lines for part in _line(line))]


def _line(line: TimelineEntry) -> list:
    who = line.author.pen_name if line.author else "Somebody"
    words = f"{line.what_words}: {line.code_words}" if line.code_words else line.what_words
    end = "" if words.endswith("?") else "."
    return [{"tag": "p", "kids": [_tag("strong", f"{_moment(line.at)}, {who}."), f" {words}{end}"]},
            *_paragraphs(line.text)]


def _evidence(case: SafeguardingCase) -> list:
    kept = queries.evidence_of(case)
    parts = [part for number, one in enumerate(kept, 1) for part in _copy(number, one)]
    return [_tag("h2", "Evidence"), *(parts or [_tag("p", "There is none.")])]


def _copy(number: int, one: Evidence) -> list:
    written = [f"By {one.written_by}" if one.written_by else "By somebody who is not named",
               f"written {_moment(one.written_at)}" if one.written_at else "",
               f"copied {_moment(one.added_at)}"]
    return [_tag("h3", f"{number}. {one.source}"),
            _tag("p", ", ".join(filter(None, written)) + "."),
            {"tag": "blockquote", "kids": _paragraphs(one.text)}]


def _paragraphs(text: str) -> list:
    return [_tag("p", said) for line in text.split("\n") if (said := line.strip())]


def _table(heads: list[str], rows: list[dict]) -> dict:
    head = {"tag": "tr", "kids": [_tag("th", head) for head in heads]}
    return {"tag": "table", "kids": [{"tag": "thead", "kids": [head]},
                                     {"tag": "tbody", "kids": rows}]}


def _row(*cells: str) -> dict:
    return {"tag": "tr", "kids": [_tag("td", cell) for cell in cells]}


def _tag(tag: str, words: str) -> dict:
    return {"tag": tag, "kids": [words]}


def _moment(at: datetime) -> str:
    return f"{formatting.day(at)}, {formatting.time_of_day(at)}"
