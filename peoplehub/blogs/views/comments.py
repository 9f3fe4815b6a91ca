"""Comments on an entry: a member's at once, a visitor's after a moderator has read it."""
from flask import current_app, flash, jsonify, redirect, render_template, request
from flask.typing import ResponseReturnValue
from markupsafe import Markup

from peoplehub.accounts.auth import member, members_only, viewer
from peoplehub.accounts.queries import slugs_mentioned
from peoplehub.blogs import actions, policy, queries, signed_tokens
from peoplehub.blogs.forms import CommentForm, EditCommentForm, VisitorCommentForm
from peoplehub.blogs.models import Comment, Entry
from peoplehub.blogs.views.blueprint import address_below, bp, show_entry
from peoplehub.core import limits
from peoplehub.core.errors import require
from peoplehub.core.forms import new_key, wants_preview
from peoplehub.folding.team_notes import team_note_of

WAITS = "Your comment waits until a moderator has looked at it. {}"


@bp.get("/blogs/entries/<int:entry_id>/comments/new")
def new_comment(entry_id: int) -> ResponseReturnValue:
    entry = queries.entry_numbered(viewer(), entry_id)
    if viewer().id:
        return redirect(f"{entry.address}#comment")
    require(policy.may_comment(viewer(), entry), actions.CLOSED)
    return show_comment_form(entry, VisitorCommentForm())


@bp.post("/blogs/entries/<int:entry_id>/comments")
def comment(entry_id: int) -> ResponseReturnValue:
    entry = queries.entry_numbered(viewer(), entry_id)
    return members_comment(entry) if viewer().id else visitors_comment(entry)


def members_comment(entry: Entry) -> ResponseReturnValue:
    form = CommentForm().with_files_of(viewer())
    if wants_preview():
        return show_entry(entry, form, preview_of(form))
    if form.validate_on_submit():
        with form.refusals_beside("text"):
            said = actions.comment(viewer(), entry, form.text.data,
                                   made_with_ai=form.made_with_ai.data, note=form.note,
                                   files=form.kept_files)
            flash(WAITS.format(current_app.extensions["next_look"]()) if said.held_at
                  else "Your comment is there for everyone who can read this.")
            return redirect(said.address, 303)
    return show_entry(entry, form), 422


def visitors_comment(entry: Entry) -> ResponseReturnValue:
    form = VisitorCommentForm()
    if form.validate_on_submit():
        limits.ask("comment from", request.remote_addr)
        with form.refusals_beside("text"):
            said = actions.comment(None, entry, form.text.data, form.name.data or "",
                                   doubt=form.doubt, made_with_ai=form.made_with_ai.data,
                                   note=form.note)
            return redirect(f"/blogs/comments/receipts/{signed_tokens.receipt(said.id)}", 303)
    return show_comment_form(entry, form), 422


@bp.get("/blogs/comments/receipts/<receipt>")
def receipt(receipt: str) -> ResponseReturnValue:
    comment = queries.comment_of_receipt(signed_tokens.comment_of(receipt))
    return render_template("blogs/receipt.html", comment=comment)


@bp.get("/blogs/entries/<int:entry_id>/names")
@members_only
def names(entry_id: int) -> ResponseReturnValue:
    """People of the entry to call by name, for a script."""
    found = queries.names_in(viewer(), queries.entry_numbered(viewer(), entry_id))
    return jsonify([{"slug": person.slug, "pen_name": person.pen_name} for person in found])


@bp.get("/blogs/comments/<int:comment_id>")
def comment_by_number(comment_id: int) -> ResponseReturnValue:
    comment = queries.comment_for(viewer(), comment_id)
    return redirect(address_below(comment))


@bp.get("/blogs/comments/<int:comment_id>/edit")
@members_only
def comment_to_edit(comment_id: int) -> ResponseReturnValue:
    comment = queries.own_comment(viewer(), comment_id)
    form = EditCommentForm.of(actions.words_of_comment(comment))
    form.show_files(viewer(), comment.files or [])
    return show_edit_form(comment, form)


@bp.post("/blogs/comments/<int:comment_id>/edit")
@members_only
def edit_comment(comment_id: int) -> ResponseReturnValue:
    comment = queries.own_comment(viewer(), comment_id)
    form = EditCommentForm().with_files_of(viewer())
    if wants_preview():
        return show_edit_form(comment, form, preview_of(form))
    if form.validate_on_submit():
        with form.refusals_beside("text"):
            actions.edit_comment(viewer(), comment, form.text.data, form.seen.data or "",
                                 form.made_with_ai.data, form.remove_old.data, form.note,
                                 form.kept_files)
            flash("Your comment is changed.")
            return redirect(comment.address, 303)
    return show_edit_form(comment, form), 422


def show_edit_form(comment: Comment, form: EditCommentForm, preview: Markup | None = None) -> str:
    form.team_note = team_note_of(comment)
    return render_template("blogs/edit_comment.html", comment=comment, form=form, preview=preview)


@bp.get("/blogs/comments/<int:comment_id>/delete")
@members_only
def comment_to_delete(comment_id: int) -> ResponseReturnValue:
    comment = queries.own_comment(viewer(), comment_id)
    return render_template(
        "layout/confirm.html", heading="Delete your comment?", danger=True,
        sentence="Others will not see it any more. You cannot bring it back yourself.",
        action=request.path, button="Yes, take it away", cancel=comment.address,
        hidden={"idempotency_key": new_key()},
    )


@bp.post("/blogs/comments/<int:comment_id>/delete")
@members_only
def delete_comment(comment_id: int) -> ResponseReturnValue:
    comment = queries.own_comment(viewer(), comment_id, even_gone=True)
    actions.delete_comment(viewer(), comment)
    flash("Your comment is gone.")
    return redirect(f"{comment.entry.address}#comments", 303)


def preview_of(form: CommentForm) -> Markup:
    """What it would look like; never put among the rows."""
    scratch, words = Comment(author_id=member().id), form.text.data or ""
    scratch.write(words, slugs_mentioned(words))
    return scratch.safe_html


def show_comment_form(entry: Entry, form: VisitorCommentForm) -> str:
    return render_template("blogs/new_comment.html", entry=entry, form=form)
