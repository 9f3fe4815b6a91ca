"""Content notes by moderators: on a piece, and on everything by one person."""
from typing import Any

from flask import flash, redirect, render_template, url_for
from flask.typing import ResponseReturnValue

from peoplehub.accounts.auth import member, viewer
from peoplehub.accounts.models import User
from peoplehub.core import publication_lookup
from peoplehub.core.errors import NotFound
from peoplehub.folding.content_notes import HasNote, fields_of
from peoplehub.moderation import actions, policy, queries
from peoplehub.moderation.forms.content_notes import ModeratorNoteForm
from peoplehub.moderation.views.blueprint import bp, moderators
from peoplehub.moderation.views.reports import said_to_writer

ALREADY = "It has that note already. There is nothing more to do."


@bp.route("/moderation/<kind>/<int:piece_id>/note", methods=["GET", "POST"])
@moderators
def content_note(kind: str, piece_id: int) -> ResponseReturnValue:
    piece: Any = publication_lookup.find(kind, viewer(), piece_id)
    if not can_have_note(piece):
        raise NotFound()
    form = ModeratorNoteForm(data=fields_of(note_of(piece)))
    if form.validate_on_submit():
        with form.refusals_beside("note_words"):
            act = actions.note_person if isinstance(piece, User) else actions.note_piece
            is_new = act(member(), piece, form.note, form.reason.data or "")
            flash(f"The note is saved. {said_to_writer(piece)}" if is_new else ALREADY)
            return redirect(page_of(piece), 303)
    page = render_template("moderation/content-note.html", piece=piece, form=form,
                           note=note_of(piece), may_decide=may_note(piece))
    return page, 422 if form.is_submitted() else 200


def can_have_note(piece: Any) -> bool:
    return isinstance(piece, HasNote | User)


def note_of(piece: Any) -> str:
    return piece.note_on_all if isinstance(piece, User) else piece.note


def may_note(piece: Any) -> bool:
    if isinstance(piece, User):
        return policy.may_suspend(viewer(), piece)
    reporters = queries.reporters_of(piece.kind, piece.id)
    return policy.may_decide_about(viewer(), piece, reporters)


def page_of(piece: Any) -> str:
    """Where it was decided from."""
    if isinstance(piece, User):
        return url_for(".person", slug=piece.slug)
    return url_for(".piece", kind=piece.kind, piece_id=piece.id)
