"""Folds what a member would rather not see today, on the page as it leaves.

Whatever shows a piece by somebody marks it with `data-fold`. So there is one place for all pages
and their kept fragments, nothing is asked for a member without a list, and one statement for a
member with one. Nothing is left out, counted or put in another order: it is folded, and opens by a
tap.
"""
import re
from collections.abc import Callable

from flask import Flask, Response, g
from markupsafe import escape

from peoplehub.accounts.auth import viewer
from peoplehub.accounts.models import User
from peoplehub.core.viewers import Viewer
from peoplehub.folding.models import NotToday
from peoplehub.folding.queries import list_of
from peoplehub.folding.subjects import SUBJECTS
from peoplehub.folding.word_matching import folded_words, has, words_of_html

HAS_LIST = "not_today"  # of `User.preferences`: so that nothing is asked for anybody else
MARK = b" data-fold"
MARKED = re.compile(r"<(\w+)\b[^>]*\sdata-fold\b[^>]*>")
TITLE = re.compile(r"<title>([^<]*)</title>")
DESCRIPTION = re.compile(r'<meta name="description" content="([^"]*)">')
FOLDED_HERE = "Folded for now"
WRAPPED = ('<details class="folded"><summary>You asked not to see: {}. Show it</summary>'
           '<p class="hint"><a href="/settings/not-today">Change what is folded for you</a></p>'
           '{}</details>')


def init_app(app: Flask) -> None:
    app.after_request(fold_response)


def fold_response(response: Response) -> Response:
    """After each request: the page of a member who has a list."""
    is_page = response.mimetype == "text/html" and not response.is_streamed
    if is_page and MARK in response.get_data() and has_list(viewer()):
        response.set_data(folded(viewer(), response.get_data(as_text=True)))
    return response


def has_list(person: Viewer) -> bool:
    return isinstance(person, User) and HAS_LIST in person.preferences


def folded(person: Viewer, html: str) -> str:
    """Safe HTML with each marked piece folded that has what is on the person's list."""
    if not has_list(person):
        return html
    looked_for = _looked_for(person)
    html, parts, at = str(html), [], 0  # plain: to add to Markup would escape
    while found := MARKED.search(html, at):
        end = _end_of(html, found)
        reasons = _reasons(looked_for, html[found.start():end])
        inner_end = html.rindex("</", found.end(), end)
        parts += [html[at:found.start()], _folded_element(found, html, inner_end, end, reasons)]
        at = end
    return _with_title("".join([*parts, html[at:]]), looked_for)


def looks_for(person: Viewer) -> Callable[[str], bool]:
    """A function that says whether a plain text has something on the person's list."""
    looked_for = _looked_for(person) if has_list(person) else []
    return lambda text: bool(looked_for and _reasons(looked_for, escape(text)))


def _looked_for(person: Viewer) -> list[tuple[NotToday, list[str]]]:
    """Asked once for each request."""
    known: dict = g.setdefault("not_today", {})
    if person.id not in known:
        known[person.id] = [(one, _all_words(one)) for one in list_of(person)
                            if one.ended_at is None]
    return known[person.id]


def _all_words(wish: NotToday) -> list[str]:
    words = SUBJECTS[wish.subject].words if wish.subject in SUBJECTS else (wish.words,)
    return [folded_words(one) for one in words if one]


def _reasons(looked_for: list[tuple[NotToday, list[str]]], html: str) -> list[str]:
    text = words_of_html(html)
    return list(dict.fromkeys(wish.reason for wish, words in looked_for
                              if any(has(text, one) for one in words)))


def _end_of(html: str, opening: re.Match) -> int:
    """Where the element ends that begins there: elements of its name may stand in it."""
    depth, name = 1, opening[1]
    for tag in re.compile(rf"<(/?){name}\b[^>]*>").finditer(html, opening.end()):
        depth += -1 if tag[1] else 1
        if depth == 0:
            return tag.end()
    raise ValueError(f"<{name}> is not closed")


def _folded_element(opening: re.Match, html: str, inner_end: int, end: int,
                    reasons: list[str]) -> str:
    if not reasons:
        return html[opening.start():end]
    inner, said = html[opening.end():inner_end], escape("; ".join(reasons))
    if opening[1] == "h1":  # a page needs one, and nothing but words may stand in it
        shown = f'<p class="h2" dir="auto">{inner}</p>'
        return f"{opening[0]}{FOLDED_HERE}</h1>{WRAPPED.format(said, shown)}"
    return opening[0] + WRAPPED.format(said, inner) + html[inner_end:end]


def _with_title(html: str, looked_for: list[tuple[NotToday, list[str]]]) -> str:
    """The page without what is on the list in its title and description."""
    for said, instead in ((TITLE, f"<title>{FOLDED_HERE}</title>"), (DESCRIPTION, "")):
        if (found := said.search(html)) and _reasons(looked_for, found[1]):
            html = html[:found.start()] + instead + html[found.end():]
    return html
