"""HTTP views of folding: the page of one's "not today" list."""
from flask import Blueprint, flash, redirect, render_template, url_for
from flask.typing import ResponseReturnValue

from peoplehub.accounts.auth import members_only, viewer
from peoplehub.folding import actions, queries
from peoplehub.folding.forms import NotTodayForm

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
