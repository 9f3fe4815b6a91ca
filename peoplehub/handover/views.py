"""The hand-over page of the team, and what helpers may release."""
from flask import Blueprint, Flask, flash, redirect, render_template, url_for
from flask.typing import ResponseReturnValue
from sqlalchemy.exc import SQLAlchemyError

from peoplehub.accounts.auth import for_roles, member, members_only, viewer
from peoplehub.accounts.models import STAFF_ROLES
from peoplehub.core.extensions import db
from peoplehub.handover import actions, policy, queries
from peoplehub.handover.forms import HoursForm

bp = Blueprint("handover", __name__)
team_only = for_roles(*STAFF_ROLES)


def init_app(app: Flask) -> None:
    app.extensions["note_queue_visit"] = note_visit


def note_visit() -> None:
    """Keep that somebody of the team looks at the queue, at most every five minutes. A database
    that cannot be written to just now is no reason not to show it."""
    try:
        if queries.is_visit_new(viewer(), actions.NOTED_EVERY):
            actions.note_visit(member())
    except SQLAlchemyError:
        db.session.rollback()


@bp.get("/moderation/handover")
@team_only
def handover() -> ResponseReturnValue:
    return show(HoursForm(formdata=None, obj=queries.hours()))


@bp.post("/moderation/handover/hours")
@team_only
def set_hours() -> ResponseReturnValue:
    form = HoursForm()
    if not form.validate_on_submit():
        return show(form), 422
    actions.set_hours(member(), form.helpers_after_hours.data, form.by_rule_after_hours.data)
    flash("The hours are set.")
    return redirect(url_for(".handover"), 303)


@bp.get("/helping")
@members_only
def helping() -> ResponseReturnValue:
    pieces = queries.for_helper(viewer())
    return render_template("handover/helping.html", pieces=pieces,
                           is_asked=queries.are_helpers_asked())


@bp.post("/helping/<kind>/<int:piece_id>/release")
@members_only
def release(kind: str, piece_id: int) -> ResponseReturnValue:
    piece = queries.piece_for_helper(viewer(), kind, piece_id)
    is_new = actions.release(member(), piece, piece.all_words)
    flash("Others can read it now. Thank you." if is_new else "It was let out already.")
    return redirect(url_for(".helping"), 303)


def show(form: HoursForm) -> str:
    return render_template("handover/handover.html", form=form, last=queries.last_there(),
                           may_set=policy.may_set_hours(viewer()))
