"""What somebody may do on their first day."""
from flask import flash, redirect, render_template, url_for
from flask.typing import ResponseReturnValue

from peoplehub.accounts import actions
from peoplehub.accounts.auth import member
from peoplehub.accounts.first_day import rules
from peoplehub.admin.forms import FirstDayForm
from peoplehub.admin.views.blueprint import bp, site_team


@bp.route("/admin/first-day", methods=["GET", "POST"])
@site_team
def first_day() -> ResponseReturnValue:
    form = FirstDayForm(obj=rules())
    if form.validate_on_submit():
        actions.set_first_day(member(), **form.fields)
        flash("The first day is set.")
        return redirect(url_for(".first_day"), 303)
    page = render_template("admin/first-day.html", form=form)
    return page, 422 if form.errors else 200
