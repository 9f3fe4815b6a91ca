"""The file of a message, for its two people alone; to whom an information sheet is sent."""
from flask import Response, render_template

from peoplehub.accounts.auth import members_only, viewer
from peoplehub.core import attached_files
from peoplehub.messages import cards, file_queries, queries
from peoplehub.messages.views.blueprint import bp


@bp.get("/<int:conversation_id>/<int:number>/file")
@members_only
def message_file(conversation_id: int, number: int) -> Response:
    """Also after a block: what somebody was sent they keep."""
    return attached_files.send(file_queries.message_with_file(viewer(), conversation_id, number))


@bp.get("/send-sheet/<slug>")
@members_only
def send_sheet(slug: str) -> str:
    """One's conversations: each opens with the address of the sheet in its box."""
    sheet = cards.sheet_for(viewer(), slug)
    listed = [line for line in queries.conversations_for(viewer())
              if not line.conversation.is_request]
    return render_template("messages/send-sheet.html", sheet=sheet, listed=listed)
