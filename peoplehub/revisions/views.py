"""HTTP views of revisions: what a piece said before, and taking details out. For moderators."""
from flask import Blueprint, flash, redirect, render_template
from flask.typing import ResponseReturnValue

from peoplehub.accounts.auth import for_roles, member, viewer
from peoplehub.accounts.models import STAFF_ROLES
from peoplehub.revisions import actions, policy, queries
from peoplehub.revisions.forms import RemoveDetailsForm

bp = Blueprint("revisions", __name__, url_prefix="/revisions")


@bp.route("/<kind>/<int:piece_id>", methods=["GET", "POST"])
@for_roles(*STAFF_ROLES)
def revisions(kind: str, piece_id: int) -> ResponseReturnValue:
    """What it said before; a POST takes details out."""
    piece, rows = queries.revised_for(viewer(), kind, piece_id)
    sentence = piece.note_sentence
    form = RemoveDetailsForm(data={"text": piece.text, "note_words": sentence})
    if form.validate_on_submit():
        with form.refusals_beside("text"):
            actions.remove_details(member(), piece, form.text.data or "", form.reason.data or "",
                                   form.note_words.data or "")
            flash("The details are out, and the old words are gone.")
            return redirect(piece.address, 303)
    page = render_template("revisions/revisions.html", piece=piece, revisions=rows, form=form,
                           sentence=sentence,
                           may_remove=policy.may_remove_details(viewer(), piece))
    return page, 422 if form.is_submitted() else 200
