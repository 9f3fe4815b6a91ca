"""Files of published pieces, for whoever may read the piece; and those that a form holds."""
from flask import Blueprint, Response

from peoplehub.accounts.auth import member, members_only, viewer
from peoplehub.attachments import page_context, queries, tokens
from peoplehub.core import attached_files
from peoplehub.core.errors import NotFound

bp = Blueprint("attachments", __name__, url_prefix="/attachments")
bp.add_app_template_global(page_context.files_html)
bp.add_app_template_global(attached_files.facts_of, "facts_of_file")


@bp.get("/<kind>/<int:piece_id>/<int:number>")
def attachment(kind: str, piece_id: int, number: int) -> Response:
    """A picture to be shown, a document to be downloaded."""
    return attached_files.send_of_piece(queries.file_for(viewer(), kind, piece_id, number))


@bp.get("/waiting/<token>")
@members_only
def waiting(token: str) -> Response:
    """What its owner has chosen and not yet posted."""
    file = tokens.read(token, member().id)
    if file is None:
        raise NotFound()
    return attached_files.send_of_piece(file)
