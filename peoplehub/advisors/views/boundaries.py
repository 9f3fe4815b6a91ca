"""The six lines about what a peer advisor is: read by members, ticked by families and advisors."""
from flask import flash, redirect, render_template, request
from flask.typing import ResponseReturnValue

from peoplehub.accounts.auth import member, members_only, safe_redirect_path, viewer
from peoplehub.advisors import actions, boundaries, policy, queries
from peoplehub.advisors.forms import BoundariesForm
from peoplehub.advisors.views.directory import bp


@bp.route("/support/boundaries", methods=["GET", "POST"])
@members_only
def boundary_lines() -> ResponseReturnValue:
    """`next`: the page that they came from."""
    form = BoundariesForm()
    back = safe_redirect_path(request.args.get("next"), "")
    if form.validate_on_submit():
        actions.agree(member())
        flash("Thank you. You can read the six lines again whenever you like.")
        return redirect(back or "/support/boundaries", 303)
    page = render_template(
        "advisors/boundaries.html", form=form, lines=boundaries.LINES, back=back,
        version=boundaries.VERSION, agreed_at=queries.agreed_at(viewer().id),
        may_agree=policy.may_agree(viewer()))
    return page, 422 if form.is_submitted() else 200
