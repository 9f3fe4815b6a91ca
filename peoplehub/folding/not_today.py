"""Folds what a member would rather not see today, on the page as it leaves; and opens what has a
content note for those who always want to read it.

Whatever shows a piece by somebody marks it with `data-fold`. So there is one place for all pages
and their kept fragments, nothing is asked for a member without a list, and one statement for a
member with one. Nothing is left out, counted or put in another order: it is folded, and opens by a
tap. When the list cannot be read, all that is marked is folded.
"""
import logging
import re
from collections.abc import Callable, Collection, Iterable, Iterator
from html import unescape
from typing import NamedTuple

from flask import Flask, Response, g
from markupsafe import escape
from sqlalchemy.exc import SQLAlchemyError

from peoplehub.accounts.auth import viewer
from peoplehub.accounts.models import User
from peoplehub.core.viewers import Viewer
from peoplehub.folding.content_notes import around, behind_note
from peoplehub.folding.models import NotToday
from peoplehub.folding.queries import list_of, lists_of
from peoplehub.folding.subjects import SUBJECTS
from peoplehub.folding.word_matching import folded_words, has, known_match

log = logging.getLogger(__name__)
HAS_LIST = "not_today"  # of `User.preferences`: so that nothing is asked for anybody else
NOTES_OPEN = "open"  # of the display choice "notes"
MARK, NOTED = " data-fold", '<details class="noted"'
TAG = re.compile(r'<(\w+)(?:"[^"]*"|[^">])*>')
KEY = re.compile(r' data-fold="([^"]+)"')
ENDS = re.compile(r'<form class="react"|<(?:div|footer) class="post__foot"')  # the words of a post
TITLE = re.compile(r"<title>([^<]*)</title>")
DESCRIPTION = re.compile(r'<meta name="description" content="([^"]*)">')
FOLDED_HERE = "Folded for now"
ASKED = "You asked not to see: {}. Show it"
UNKNOWN = "We could not read your “not today” list just now, so we folded this. Show it"
WRAPPED = ('<details class="folded"><summary>{}</summary>'
           '<p class="hint"><a href="/settings/not-today">Change what is folded for you</a></p>'
           '{}</details>')


class Wish(NamedTuple):
    """What holds of a list, with the phrases by which it is found, as `folded_words`."""

    row: NotToday
    phrases: tuple[str, ...]


class Marked(NamedTuple):
    """A marked element of a page, by the places where its tags begin and end."""

    page: str
    name: str
    start: int
    mark: int
    opened: int
    closing: int

    @property
    def end(self) -> int:
        return self.closing + len(self.name) + 3

    @property
    def opening(self) -> str:
        return self.page[self.start:self.opened]

    @property
    def inner(self) -> str:
        return self.page[self.opened:self.closing]

    @property
    def key(self) -> str:
        """Another one whenever its words are others: of a post its own (`forum.post_html_cache`).
        """
        own = KEY.match(self.page, self.mark)
        return own[1] if own else f"{hash(self.inner):x}"

    @property
    def words(self) -> str:
        """Safe HTML of what somebody wrote there, without the buttons."""
        return ENDS.split(self.inner, maxsplit=1)[0]

    def folded(self, summary: str) -> str:
        said = escape(summary)
        if self.name == "h1":  # a page needs one, and nothing but words may stand in it
            shown = f'<p class="h2" dir="auto">{self.inner}</p>'
            return f"{self.opening}{FOLDED_HERE}</h1>{WRAPPED.format(said, shown)}"
        return f"{self.opening}{WRAPPED.format(said, self.inner)}</{self.name}>"


def init_app(app: Flask) -> None:
    app.after_request(fold_response)
    app.jinja_env.globals |= {"around_note": around, "behind_note": behind_note}


def fold_response(response: Response) -> Response:
    """After each request: the page of a member who has a list, or always reads what has a note."""
    if response.mimetype != "text/html" or response.is_streamed:
        return response
    page = response.get_data()
    if (MARK.encode() in page or NOTED.encode() in page) and _reads_otherwise():
        response.set_data(folded(viewer(), response.get_data(as_text=True)))
    return response


def has_list(person: Viewer) -> bool:
    return isinstance(person, User) and HAS_LIST in person.preferences


def has_notes_open(person: Viewer) -> bool:
    return isinstance(person, User) and (person.display or {}).get("notes") == NOTES_OPEN


def folded(person: Viewer, html: str) -> str:
    """Safe HTML as this person wants to read it: each marked piece folded that has what is on
    their list, and what has a content note open where they chose that."""
    try:
        if has_notes_open(person):
            html = str(html).replace(NOTED, f"{NOTED} open")
        if not has_list(person):
            return html
        wishes = _wishes_of(person)
    except SQLAlchemyError as error:
        log.warning("a list could not be read: %s", type(error).__name__)
        return _all_folded(str(html))
    return _with_title(_each(str(html), lambda marked: _reasons(wishes, marked)), wishes)


def looks_for(person: Viewer) -> Callable[[str], bool]:
    """A function that says whether a plain text has something on the person's list."""
    wishes = _wishes_of(person) if has_list(person) else []
    return lambda text: has_any(wishes, text)


def letters_filter(person_ids: Collection[int]) -> dict[int, list[Wish]]:
    """What letters to these people leave out, of who has a list."""
    return {person_id: _wishes(rows) for person_id, rows in lists_of(person_ids).items()}


def has_any(wishes: Collection[Wish], *texts: str) -> bool:
    """Whether plain texts have anything that is looked for."""
    if not wishes:
        return False
    said = folded_words(" | ".join(texts))
    return any(has(said, phrase) for wish in wishes for phrase in wish.phrases)


def _reads_otherwise() -> bool:
    """Whether the page is not for this viewer as it is for all."""
    try:
        return has_list(viewer()) or has_notes_open(viewer())
    except SQLAlchemyError:  # who it is was known, and cannot be looked at again
        return True


def _wishes_of(person: Viewer) -> list[Wish]:
    """Asked once for each request."""
    known: dict = g.setdefault("not_today", {})
    if person.id not in known:
        known[person.id] = _wishes(list_of(person))
    return known[person.id]


def _wishes(rows: Iterable[NotToday]) -> list[Wish]:
    return [Wish(row, _phrases(row)) for row in rows if row.ended_at is None]


def _phrases(row: NotToday) -> tuple[str, ...]:
    """Of a subject also its title: that is what a content note says."""
    subject = SUBJECTS.get(row.subject)
    words = (*subject.words, subject.title) if subject else (row.words,)
    return tuple(folded_words(one) for one in words if one)


def _reasons(wishes: list[Wish], marked: Marked) -> str:
    """Why it is folded, in a sentence; "" where it is not."""
    key = marked.key
    found = [wish for wish in wishes if known_match(key, wish.phrases, lambda: marked.words)]
    return ASKED.format("; ".join(dict.fromkeys(one.row.reason for one in found))) * bool(found)


def _all_folded(html: str) -> str:
    shown = TITLE.sub(f"<title>{FOLDED_HERE}</title>", DESCRIPTION.sub("", html))
    return _each(shown, lambda _: UNKNOWN)


def _each(html: str, why: Callable[[Marked], str]) -> str:
    """`why`: what stands where the element is folded, or ""."""
    parts, at = [], 0
    for marked in _marked_in(html):
        if summary := why(marked):
            parts += [html[at:marked.start], marked.folded(summary)]
            at = marked.end
    return "".join([*parts, html[at:]]) if parts else html


def _marked_in(html: str) -> Iterator[Marked]:
    """By plain searches: a pattern would look at every tag of the page."""
    at = html.find(MARK)
    while at >= 0:
        marked = _marked_at(html, at)
        if marked:
            yield marked
        at = html.find(MARK, marked.end if marked else at + 1)


def _marked_at(html: str, at: int) -> Marked | None:
    """The element whose tag has its mark there. None where somebody wrote the mark: in their words,
    or in what an attribute holds of these, such as the description of a page."""
    start = html.rfind("<", 0, at)
    tag = TAG.match(html, start) if start >= 0 else None
    if tag is None or tag.end() <= at or html.count('"', start, at) % 2:
        return None
    closing = _closing_of(html, tag[1], tag.end())
    return Marked(html, tag[1], start, at, tag.end(), closing) if closing >= 0 else None


def _closing_of(html: str, name: str, at: int) -> int:
    """Where the end tag begins of the element whose inside begins there: others of its name may
    stand in it. -1 where there is none."""
    closing = html.find(f"</{name}>", at)
    while closing >= 0 and (inner := html.find(f"<{name}", at, closing)) >= 0:
        is_same = not html[inner + len(name) + 1].isalnum()
        closing = html.find(f"</{name}>", closing + 1) if is_same else closing
        at = inner + 1
    return closing


def _with_title(html: str, wishes: list[Wish]) -> str:
    """The page without what is on the list in its title and description."""
    for said, instead in ((TITLE, f"<title>{FOLDED_HERE}</title>"), (DESCRIPTION, "")):
        found = said.search(html)
        if found and has_any(wishes, unescape(found[1])):
            html = html[:found.start()] + instead + html[found.end():]
    return html
