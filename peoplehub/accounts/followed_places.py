"""The kinds of places that can be followed, as the packages that have them say: how to find and
name one, and what counts as new in it."""
from collections.abc import Callable, Collection
from typing import Any, NamedTuple

from flask import Flask, current_app
from sqlalchemy import ColumnElement, true

from peoplehub.accounts.following import CHANGED, NEW, has_own_places
from peoplehub.accounts.models import EVERYTHING
from peoplehub.core.publication_lists import of_ids
from peoplehub.core.publication_lookup import is_public
from peoplehub.core.publications import KINDS
from peoplehub.core.viewers import Viewer


class Place(NamedTuple):
    title: str
    address: str


class News(NamedTuple):
    """Pieces that are new in a place: of which kind, which of them (it may ask for `viewer_id`, to
    leave out what somebody muted), since when each is, and what that is to those who follow, as
    notices say it."""

    model: Any
    which: ColumnElement[bool]
    at: Any
    what: str


class PlaceKind(NamedTuple):
    words: str  # what it is: "Topic"
    each: str  # what somebody hears of who hears of everything: "Every answer"
    find: Callable[[Viewer, Collection[int]], dict[int, Place]]  # those that they may come to
    news: Callable[[int], News]


def init_app(app: Flask, kinds: dict[str, PlaceKind]) -> None:
    app.extensions["followed places"] = kinds


def kind_of(kind: str) -> PlaceKind | None:
    """What is known of a kind of place; None where there is none to follow."""
    known = current_app.extensions["followed places"].get(kind)
    if known or not is_public(kind) or not has_own_places(kind):
        return known
    return of_pieces(kind, "Piece", lambda place_id: changes_of(kind, place_id))


def of_pieces(kind: str, words: str, news: Callable[[int], News],
              each: str = "Everything new") -> PlaceKind:
    """A kind whose pieces are places themselves."""
    def find(viewer: Viewer, ids: Collection[int]) -> dict[int, Place]:
        found = {piece.id: Place(piece.marked_heading, piece.address)
                 for piece in of_ids(KINDS[kind], viewer, ids) if piece.is_shown}
        return found | ({EVERYTHING: Place("Everything new", "/")} if EVERYTHING in ids else {})

    def all_news(place_id: int) -> News:
        model = KINDS[kind]
        if place_id == EVERYTHING:
            return News(model, true(), model.published_at, NEW)
        return news(place_id)

    return PlaceKind(words, each, find, all_news)


def changes_of(kind: str, place_id: int) -> News:
    """A piece whose words are another than before."""
    model = KINDS[kind]
    return News(model, model.id == place_id, model.edited_at, CHANGED)
