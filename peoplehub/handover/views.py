"""The hand-over page of the team, and what helpers may release."""
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import datetime

from flask import Blueprint, Flask, flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from sqlalchemy.exc import SQLAlchemyError

from peoplehub.accounts.auth import for_roles, member, members_only, viewer
from peoplehub.accounts.models import STAFF_ROLES
from peoplehub.core import clock
from peoplehub.core.extensions import db
from peoplehub.handover import actions, facts, policy, queries
from peoplehub.handover.facts import Facts
from peoplehub.handover.forms import HoursForm, RemarkForm
from peoplehub.handover.models import HandoverRemark

bp = Blueprint("handover", __name__)
team_only = for_roles(*STAFF_ROLES)


@dataclass(frozen=True)
class Part:
    """One note as its reader sees it."""

    start: datetime
    end: datetime
    facts: Facts
    remarks: list[HandoverRemark]


def init_app(app: Flask) -> None:
    """Every page of the queue keeps that somebody is there, and may name an unread note."""
    app.extensions["note_queue_visit"] = note_visit
    app.extensions["others_there"] = queries.others_there
    app.jinja_env.globals["unread_handover"] = lambda: queries.unread_note_for(viewer())


def note_visit() -> None:
    """Keep that somebody of the team looks at the queue, at most every five minutes."""
    with suppressed_when_busy():
        if queries.is_visit_new(viewer()):
            actions.note_visit(member())


@contextmanager
def suppressed_when_busy() -> Iterator[None]:
    """For what a page notes by itself: a database that cannot be written to just now is no reason
    not to show it."""
    try:
        yield
    except SQLAlchemyError:
        db.session.rollback()


@bp.get("/moderation/handover")
@team_only
def handover() -> ResponseReturnValue:
    page = show()
    if request.method == "GET" and queries.unread_note_for(viewer()):
        with suppressed_when_busy():
            actions.note_reading(member())
    return page


@bp.post("/moderation/handover/remarks")
@team_only
def leave_remark() -> ResponseReturnValue:
    form = RemarkForm()
    if not form.validate_on_submit():
        return show(remark_form=form), 422
    actions.leave_remark(member(), form.text.data)
    flash("Whoever is on next reads it.")
    return redirect(url_for(".handover"), 303)


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


def show(form: HoursForm | None = None, remark_form: RemarkForm | None = None) -> str:
    start, now, hours = queries.handed_over_until(), clock.now(), queries.hours()
    notes = [part(note.from_at, note.until_at, note.facts) for note in queries.notes_for(viewer())]
    return render_template(
        "handover/handover.html", now=part(start, now, facts.gathered(start, now)), notes=notes,
        form=form or HoursForm(formdata=None, obj=hours), hours=hours, last=queries.last_there(),
        remark_form=remark_form or RemarkForm(formdata=None),
        may_set=policy.may_set_hours(viewer()))


def part(start: datetime, end: datetime, gathered: dict[str, list[int]]) -> Part:
    remarks = list(queries.remarks_between(start, end))
    return Part(start, end, facts.for_reader(viewer(), gathered), remarks)
