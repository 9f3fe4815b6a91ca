"""The glossary on pages: what templates and fragments call to have words explained."""
from collections.abc import Callable

from flask import Flask, g
from markupsafe import Markup

from peoplehub.accounts.auth import display_for, viewer
from peoplehub.core.text import known_safe
from peoplehub.glossary.in_memory import glossary_at
from peoplehub.glossary.marking import Glossary, Meaning
from peoplehub.glossary.queries import glossary_version


def init_app(app: Flask) -> None:
    app.jinja_env.globals |= {"explained": explained, "terms_in": terms_in}


def note_version(version: int | None) -> None:
    """What another statement of this request read of `page_version`, so that none is asked."""
    g.glossary_version = version


def explained(html: str) -> Markup:
    """Safe HTML as this viewer reads it: the first of each term is a link to its meaning, unless
    they chose none of that."""
    return explainer()(html)


def explainer() -> Callable[[str], Markup]:
    """The same for several pieces of one page: who reads it is asked once."""
    if "explains_words" not in g:
        g.explains_words = display_for(viewer())["words"] != "plain"
    return _glossary_now().marked if g.explains_words else known_safe


def terms_in(*htmls: str) -> list[Meaning]:
    """The terms that stand in these pieces: for the list at the end of what is printed."""
    return _glossary_now().used_in(*htmls)


def _glossary_now() -> Glossary:
    if "glossary_version" not in g:
        g.glossary_version = glossary_version()
    return glossary_at(g.glossary_version)
