"""Who of the team looks after which cases."""
from flask import flash, redirect, render_template, url_for
from flask.typing import ResponseReturnValue

from peoplehub.accounts import queries as accounts
from peoplehub.accounts.auth import member, viewer
from peoplehub.core.errors import found
from peoplehub.forum.queries import boards_for
from peoplehub.moderation import actions, policy, queries
from peoplehub.moderation.forms import RouteForm
from peoplehub.moderation.forms.queue import ANY, KINDS, REASONS
from peoplehub.moderation.views.blueprint import bp, moderators


@bp.route("/moderation/routes", methods=["GET", "POST"])
@moderators
def routes() -> ResponseReturnValue:
    form = RouteForm(person=viewer().id)
    form.person.choices = [(one.id, one.pen_name) for one in queries.team_for(viewer())]
    form.board.choices = [ANY, *((str(one.id), one.name) for one, _topic in boards_for(viewer()))]
    if not form.validate_on_submit():
        page = render_template(
            "moderation/routes.html", form=form, routes=queries.routes_for(viewer()),
            kinds=KINDS, reasons=REASONS, may_route=policy.may_route_to)
        return page, 422 if form.is_submitted() else 200
    person = found(accounts.person(form.person.data))
    actions.add_route(
        member(), person, opened_by=form.opened_by.data, reason=form.reason.data,
        board_id=int(form.board.data or 0) or None, about_id=form.about_id)
    flash("It is saved. The filter “mine” of the queue follows it.")
    return redirect(url_for(".routes"), 303)


@bp.post("/moderation/routes/<int:route_id>/remove")
@moderators
def remove_route(route_id: int) -> ResponseReturnValue:
    actions.remove_route(member(), queries.route_for(viewer(), route_id).id)
    flash("It is taken off.")
    return redirect(url_for(".routes"), 303)
