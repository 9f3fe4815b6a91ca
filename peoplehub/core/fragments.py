"""HTML fragments that are rendered once: a template is drawn with places for what differs from one
use to the next, and each use only fills them in, without Jinja."""
from functools import lru_cache

from flask import current_app
from markupsafe import Markup

from peoplehub.core.text import known_safe

OPENING, CLOSING = "\ue000", "\ue001"  # of a place: private use, so that no template holds them


def place(name: str) -> Markup:
    """What a template is given in the stead of a value: later filled in by `Fragment.fill`."""
    return known_safe(f"{OPENING}{name}{CLOSING}")


class Fragment(str):
    """Rendered HTML with places."""

    __slots__ = ()

    def __new__(cls, html: str) -> "Fragment":
        bare = html.replace("{", "{{").replace("}", "}}")
        return super().__new__(cls, bare.replace(OPENING, "{").replace(CLOSING, "}"))

    def fill(self, **values: object) -> str:
        """The HTML with a value in every place. Values must be safe HTML already."""
        return self.format_map(values)


@lru_cache(maxsize=512)
def fragment(template: str, places: tuple[str, ...], **given: object) -> Fragment:
    """The template rendered with what is `given` (which must be hashable) and with `places`.
    Nothing of one viewer may be given: it is kept for all."""
    source = current_app.jinja_env.get_template(template)
    return Fragment(source.render({**given, **{name: place(name) for name in places}}))
