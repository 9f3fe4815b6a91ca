"""HTTP views of announcements."""
from flask import Blueprint, flash, redirect, render_template, url_for
from flask.typing import ResponseReturnValue

from peoplehub.accounts.auth import for_roles, member, members_only
from peoplehub.accounts.models import ADMIN, SAFEGUARDING
from peoplehub.announcements import actions, queries
from peoplehub.announcements.forms import AnnouncementForm

bp = Blueprint("announcements", __name__)
team = for_roles(ADMIN, SAFEGUARDING)


@bp.route("/admin/announcements", methods=["GET", "POST"])
@team
def announcements() -> ResponseReturnValue:
    form = AnnouncementForm()
    if form.validate_on_submit():
        actions.tell_everybody(member(), form.words.data or "", form.address.data or "",
                               form.last_day.data)
        flash("All members read it on their home page now.")
        return redirect(url_for(".announcements"), 303)
    page = render_template("announcements/announcements.html", form=form, told=queries.latest(),
                           today=queries.today())
    return page, 422 if form.errors else 200


@bp.post("/admin/announcements/<int:number>/end")
@team
def end(number: int) -> ResponseReturnValue:
    actions.end_announcement(member(), number)
    flash("It is on no home page any more.")
    return redirect(url_for(".announcements"), 303)


@bp.post("/announcements/<int:number>/put-away")
@members_only
def put_away(number: int) -> ResponseReturnValue:
    actions.put_away(member(), number)
    return redirect("/", 303)
