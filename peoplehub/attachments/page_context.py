"""The files beside the words of a piece, as its page shows them to this viewer."""
from collections.abc import Sequence

from flask import render_template, request
from markupsafe import Markup

from peoplehub.accounts.auth import display_for, viewer
from peoplehub.core.piece_files import PieceFile, address_of, is_picture
from peoplehub.core.text import known_safe


def files_html(kind: str, piece_id: int, files: Sequence[PieceFile] | None, by: str) -> Markup:
    """Nothing without any. `by`: who wrote the piece, as everybody may read it."""
    if not files:
        return known_safe("")
    listed = [(address_of(kind, piece_id, file), file, is_picture(file)) for file in files]
    return known_safe(render_template("attachments/_shown.html", listed=listed, by=by,
                                      by_tap=wants_less_data()))


def wants_less_data() -> bool:
    """Whether pictures wait for a tap. What a browser asks for itself counts for members only:
    pages of visitors are kept."""
    person = viewer()
    asked = person.id is not None and request.headers.get("Save-Data") == "on"
    return asked or display_for(person)["pictures"] == "less"
