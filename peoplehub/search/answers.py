"""What a search answers: pages of the site, what was found, and the spelling it was found by."""
from dataclasses import replace
from typing import NamedTuple

from peoplehub.core.viewers import Viewer
from peoplehub.search import queries, query_parser, site_pages, spelling, welsh
from peoplehub.search.editions import asked_for
from peoplehub.search.queries import Found, LookedUp
from peoplehub.search.query_parser import Term
from peoplehub.search.site_pages import SitePage
from peoplehub.tags.models import SharedTag


class Answer(NamedTuple):
    """`spelled`: what was looked for instead of what was typed; "" for that itself."""

    pages: list[SitePage]
    found: Found
    spelled: str


class Narrowed(NamedTuple):
    """To what somebody wants a search to keep: one shelf, what has a tag; and which page of it.
    `exactly`: another spelling is not wanted."""

    shelf: str = ""
    tag: SharedTag | None = None
    number: int = 1
    exactly: bool = False


def answer(viewer: Viewer, typed: str, narrowed: Narrowed = Narrowed()) -> Answer:
    """Only what this viewer may read. Raises NotFound for a page that is none."""
    looked_up, spelled = _looked_up(viewer, typed, narrowed)
    found = queries.show(viewer, looked_up, narrowed.shelf, narrowed.number)
    if not (found.results or spelled or found.counts or narrowed.exactly):
        spelled, better = _respelled(viewer, typed, looked_up.question.terms, narrowed)
        if better:
            found = queries.show(viewer, better, narrowed.shelf, narrowed.number)
    first = narrowed.number == 1 and not narrowed.shelf and not narrowed.tag
    pages = site_pages.pages_named(viewer, spelled or typed) if first else []
    return Answer(pages, found, spelled)


def _looked_up(viewer: Viewer, typed: str, narrowed: Narrowed) -> tuple[LookedUp, str]:
    """As it was typed, or else as it is spelled, and that spelling."""
    looked_up = _edition_or_all(viewer, typed, narrowed)
    if narrowed.exactly or not looked_up.unknown:
        return looked_up, ""
    spelled, better = _respelled(viewer, typed, looked_up.unknown, narrowed)
    return (better, spelled) if better else (looked_up, "")


def _edition_or_all(viewer: Viewer, typed: str, narrowed: Narrowed) -> LookedUp:
    """Without the words for an edition, where others are left."""
    edition, about = asked_for(typed)
    if edition and (question := query_parser.parse_query(about)).terms:
        return replace(queries.look_up(viewer, question, narrowed.tag), edition=edition)
    return queries.look_up(viewer, query_parser.parse_query(typed), narrowed.tag)


def _respelled(viewer: Viewer, typed: str, unknown: tuple[Term, ...],
               narrowed: Narrowed) -> tuple[str, LookedUp | None]:
    """The nearest spelling, or else Welsh words as a dictionary has them, and what that finds."""
    for respell in (lambda: spelling.corrected(viewer, typed, unknown),
                    lambda: welsh.in_dictionary_form(typed)):
        if spelled := respell():
            better = _edition_or_all(viewer, spelled, narrowed)
            if better.on_shelves:
                return spelled, better
    return "", None
