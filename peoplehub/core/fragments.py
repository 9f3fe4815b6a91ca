"""HTML fragments that are rendered once: a template is drawn with places for what differs from one
use to the next, and each use only fills them in, without Jinja."""
import re
from functools import lru_cache

from flask import current_app
from markupsafe import Markup

from peoplehub.core.text import known_safe

OPENING, CLOSING = "\ue000", "\ue001"  # of a place: private use, so that no template holds them


def place(name: str) -> Markup:
    """What a template is given in the stead of a value: later filled in by `Fragment.fill`."""
    return known_safe(f"{OPENING}{name}{CLOSING}")


class Fragment:
    """Rendered HTML with places."""

    def __init__(self, html: str) -> None:
        self._parts = re.split(f"{OPENING}(.*?){CLOSING}", html)  # HTML, place, HTML, place, HTML
        self._places = self._parts[1::2]

    def fill(self, **values: str) -> str:
        """The HTML with a value in every place. Values must be safe HTML already."""
        parts = self._parts.copy()
        parts[1::2] = [values[name] for name in self._places]
        return "".join(parts)


@lru_cache(maxsize=512)
def fragment(template: str, places: tuple[str, ...], **given: object) -> Fragment:
    """The template rendered with what is `given` (which must be hashable) and with `places`.
    Nothing of one viewer may be given: it is kept for all."""
    source = current_app.jinja_env.get_template(template)
    return Fragment(source.render({**given, **{name: place(name) for name in places}}))
