"""Where drafts are written. Each package says for its forms which fields are kept, and how a form
is found again by who wrote there (`PlaceKind`). A place is a kind and a key: "reply/7"."""
import re
from collections.abc import Callable, Collection, Iterable
from dataclasses import dataclass

from flask import Flask, current_app

from peoplehub.core.errors import NotFound
from peoplehub.core.viewers import Viewer

PLACE = re.compile(r"([a-z-]{1,20})/([\w-]{0,79})", re.ASCII)


@dataclass(frozen=True)
class Place:
    """A form, as its writer may come to it now."""

    title: str  # of what the form stands in
    address: str

    def address_with(self, draft_id: int) -> str:
        """The page of the form with that draft in it."""
        path, hash_sign, anchor = self.address.partition("#")
        return f"{path}{'&' if '?' in path else '?'}draft={draft_id}{hash_sign}{anchor}"

    @property
    def path(self) -> str:
        return self.address.partition("#")[0].partition("?")[0]


@dataclass(frozen=True)
class PlaceKind:
    """A kind of form. `find` returns, by their keys, those that the viewer may come to."""

    words: str  # what is written there, said where the place itself is out of reach
    fields: tuple[str, ...]
    find: Callable[[Viewer, Collection[str]], dict[str, Place]]


def init_app(app: Flask, kinds: dict[str, PlaceKind]) -> None:
    app.extensions["draft places"] = kinds


def always(title: str, address: str) -> Callable[[Viewer, Collection[str]], dict[str, Place]]:
    """`find` of a form that there is once, for everybody who may sign in."""
    return lambda _viewer, keys: dict.fromkeys(keys, Place(title, address))


def kind_of(place: str) -> PlaceKind | None:
    match = PLACE.fullmatch(place)
    return current_app.extensions["draft places"].get(match[1]) if match else None


def words_of(place: str) -> str:
    """What is written there: "A reply"."""
    kind = kind_of(place)
    return kind.words if kind else "Something you wrote"


def find(viewer: Viewer, place: str) -> Place:
    """Raises NotFound where there is none, or none for this viewer."""
    found = find_all(viewer, [place]).get(place)
    if found is None:
        raise NotFound()
    return found


def find_all(viewer: Viewer, places: Iterable[str]) -> dict[str, Place]:
    """Those of the places that the viewer may come to now: one question for each kind."""
    keys: dict[str, set[str]] = {}
    for place in places:
        if kind_of(place):
            kind, _, key = place.partition("/")
            keys.setdefault(kind, set()).add(key)
    kinds = current_app.extensions["draft places"]
    return {f"{kind}/{key}": place for kind, asked in keys.items()
            for key, place in kinds[kind].find(viewer, asked).items()}


def numbers(keys: Collection[str]) -> list[int]:
    """Those of the keys that are ids."""
    return [int(key) for key in keys if key.isascii() and key.isdigit() and len(key) < 10]
