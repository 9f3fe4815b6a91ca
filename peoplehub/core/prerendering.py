"""What is slow about writing a piece, done before its act: its HTML is rendered, and its words are
looked at."""
import inspect
from collections.abc import Callable, Iterable, Set
from typing import Any

from flask import Flask, current_app

from peoplehub.core.preparation import prepared_by
from peoplehub.core.publication_lookup import is_public
from peoplehub.core.publications import Publication
from peoplehub.core.text import normalize, preparing


def init_app(app: Flask, look_first: Callable[[Iterable[str], str], object],
             look_at_all: Callable[[Iterable[str]], object]) -> None:
    """Both are asked before an act writes words, so that their answer is at hand within the act:
    `look_first` about a newcomer's words and their HTML, `look_at_all` about everybody's words in
    pieces that are public."""
    app.extensions["first look"] = look_first
    app.extensions["look at all"] = look_at_all


def prerendered(
    model: type[Publication], names_in: Callable[[str], Set[str]] | None = None
) -> Callable[[Callable], Callable]:
    """Mark an act that writes or publishes a piece of a kind, or of any (`Publication`): before it
    begins, its argument or field `text` is rendered, as `write` of that kind does it, and all its
    words are looked at. `names_in` finds the slugs that a text may call."""

    def mark(verb: Callable) -> Callable:
        signature = inspect.signature(verb)

        def prepare(*args: Any, **kwargs: Any) -> None:
            given = signature.bind(*args, **kwargs).arguments
            given |= given.pop("fields", {})
            piece = next((one for one in given.values() if isinstance(one, model)), None)
            kind = type(piece) if piece else model
            with preparing():
                html = piece.html if piece else ""
                if "text" in given:
                    html = _rendered(kind, given, html, names_in)
                _look_first(kind, given, piece, html)

        return prepared_by(prepare)(verb)

    return mark


def prerender(piece: Publication, words: dict[str, str]) -> None:
    """Before an act gives a piece these words, by the names of its fields."""
    with preparing():
        html = _rendered(type(piece), words, piece.html, None)
        _look_first(type(piece), words, piece, html)


def _rendered(model: type[Publication], given: dict, html: str,
              names_in: Callable[[str], Set[str]] | None) -> str:
    """The HTML of a scratch piece, which is deleted; its rendering is kept."""
    source = given["text"] or ""
    scratch = model()
    scratch.html = html
    scratch.author_id = getattr(given.get("author"), "id", None)
    for name in ("easy_text",):
        if name in given and hasattr(model, name):
            setattr(scratch, name, normalize(given[name]))
    scratch.write(source, names_in(source) if names_in else frozenset())
    return scratch.html


def _look_first(model: type[Publication], given: dict, piece: Publication | None,
                html: str) -> None:
    """At what is written now, and at the words of the piece that stay."""
    new = [words for words in given.values() if isinstance(words, str)]
    new += [file["alt"] for file in given.get("files") or ()]
    words = [*new, *(piece.all_words if piece else ())]
    author = given.get("author", getattr(piece, "author", None))
    if getattr(author, "is_newcomer", False):
        current_app.extensions["first look"](words, html)
    if is_public(model.kind):
        current_app.extensions["look at all"](words)
