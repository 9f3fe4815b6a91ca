"""HTTP views of what a member saved for later."""
import re

from flask import Blueprint, flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue

from peoplehub.accounts.auth import members_only, viewer
from peoplehub.bookmarks import actions, queries
from peoplehub.bookmarks.forms import BookmarkForm
from peoplehub.core import publication_lookup
from peoplehub.core.errors import NotFound
from peoplehub.core.paging import page_number

bp = Blueprint("bookmarks", __name__, url_prefix="/saved")
PIECE = re.compile(r"(\w{1,20}) (\d{1,9})", re.ASCII)  # "post 12"
SAVED = "Your note and reminder are saved."
REMOVED = "It is off your list."


@bp.get("")
@members_only
def bookmarks() -> str:
    listed, page = queries.bookmarks_of(viewer(), page_number(request.args))
    return render_template("bookmarks/bookmarks.html", listed=listed, page=page)


@bp.post("")
@members_only
def save_for_later() -> ResponseReturnValue:
    """The field `piece` names a piece that the viewer may read: "post 12"."""
    named = PIECE.fullmatch(request.form.get("piece", ""))
    if not named or not publication_lookup.is_public(named[1]):
        raise NotFound()
    piece = publication_lookup.find(named[1], viewer(), int(named[2]))
    saved = actions.save_for_later(viewer(), piece.kind, piece.id)
    return redirect(url_for(".bookmark", bookmark_id=saved.id), 303)


@bp.route("/<int:bookmark_id>", methods=["GET", "POST"])
@members_only
def bookmark(bookmark_id: int) -> ResponseReturnValue:
    """Its note and its reminder."""
    saved = queries.bookmark_for(viewer(), bookmark_id)
    form = BookmarkForm(obj=saved, now=saved.remind_on)
    if form.validate_on_submit():
        actions.change_bookmark(viewer(), saved.id, form.note.data or "", form.remind_on.data)
        flash(SAVED)
        return redirect(url_for(".bookmarks"), 303)
    shown = render_template("bookmarks/bookmark.html", form=form, bookmark=saved,
                            piece=queries.piece_of(viewer(), saved))
    return shown, 422 if form.errors else 200


@bp.post("/<int:bookmark_id>/remove")
@members_only
def remove_bookmark(bookmark_id: int) -> ResponseReturnValue:
    queries.bookmark_for(viewer(), bookmark_id)
    actions.remove_bookmark(viewer(), bookmark_id)
    flash(REMOVED)
    return redirect(url_for(".bookmarks"), 303)
