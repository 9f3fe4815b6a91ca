"""HTTP views of folding: the page of one's "not today" list, and of the note on all one writes."""
from flask import Blueprint, flash, redirect, render_template, url_for
from flask.typing import ResponseReturnValue

from peoplehub.accounts.auth import member, members_only, viewer
from peoplehub.folding import actions, policy, queries
from peoplehub.folding.content_notes import fields_of
from peoplehub.folding.forms import NotTodayForm
from peoplehub.folding.note_forms import NoteForm

bp = Blueprint("folding", __name__)


@bp.route("/settings/not-today", methods=["GET", "POST"])
@members_only
def not_today() -> ResponseReturnValue:
    form = NotTodayForm()
    if form.validate_on_submit():
        with form.refusals_beside("words"):
            actions.put_on_list(viewer(), form.subjects.data or [], form.words.data or "",
                                form.until.data)
            flash("It is folded for you from now on.")
            return redirect(url_for(".not_today"), 303)
    page = render_template("folding/not-today.html", form=form, listed=queries.list_of(viewer()))
    return page, 422 if form.is_submitted() else 200


@bp.post("/settings/not-today/<int:number>/remove")
@members_only
def remove(number: int) -> ResponseReturnValue:
    actions.take_off_list(viewer(), queries.on_list(viewer(), number).id)
    flash("It is not folded any more.")
    return redirect(url_for(".not_today"), 303)


@bp.post("/settings/not-today/<int:number>/again")
@members_only
def again(number: int) -> ResponseReturnValue:
    actions.fold_again(viewer(), queries.on_list(viewer(), number).id)
    flash("It is folded for you again.")
    return redirect(url_for(".not_today"), 303)


@bp.route("/settings/content-note", methods=["GET", "POST"])
@members_only
def note_on_all() -> ResponseReturnValue:
    person = member()
    form = NoteForm(data=fields_of(person.note_on_all))
    if form.validate_on_submit():
        with form.refusals_beside("note_words"):
            actions.put_note_on_all(person, form.note)
            flash("People see your note first from now on." if form.note
                  else "There is no note on what you write.")
            return redirect(url_for(".note_on_all"), 303)
    page = render_template("folding/note-on-all.html", form=form, note=person.note_on_all,
                           may_change=policy.may_change_note_on_all(person))
    return page, 422 if form.is_submitted() else 200
