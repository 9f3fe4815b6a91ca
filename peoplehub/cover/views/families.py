"""The family's own page: what they choose while their advisor is away, and what goes with them."""
from flask import flash, redirect, render_template
from flask.typing import ResponseReturnValue

from peoplehub.accounts.auth import member, members_only, viewer
from peoplehub.core.errors import found
from peoplehub.cover import actions, queries
from peoplehub.cover.actions.choices import Gives
from peoplehub.cover.forms import CoverForm, offered
from peoplehub.cover.models import COVERED, WAITS, FamilyCover
from peoplehub.cover.views.panels import bp


@bp.route("/support/cover/<int:family_id>", methods=["GET", "POST"])
@members_only
def family_cover(family_id: int) -> ResponseReturnValue:
    family = queries.family_for(viewer(), family_id)
    form, own = CoverForm(), queries.own_last_messages(family)
    form.offer(family, queries.given_of(family), own)
    if family.is_open and form.validate_on_submit():
        with form.refusals_beside("choice"):
            return _chosen(family, form)
    page = render_template("cover/family.html", form=form, family=family, own=own,
                           cover=offered(family))
    return page, 422 if form.errors else 200


def _chosen(family: FamilyCover, form: CoverForm) -> ResponseReturnValue:
    if form.choice.data == COVERED:
        gives = Gives(bool(form.purpose.data), form.read_version, form.messages.data or [])
        done = actions.take_cover(member(), found(offered(family)), family.id, form.text.data,
                                  gives)
        flash("It is saved. You can change it whenever you like.")
        return redirect(f"/messages/{done.conversation_id}", 303)
    if form.choice.data == WAITS:
        actions.wait_for_return(member(), family.id)
        flash("It is saved. If you write meanwhile and nobody answers, a coordinator sees to it.")
        return redirect(family.address, 303)
    actions.look_elsewhere(member(), family.id)
    flash("You can choose somebody here.")
    return redirect("/advisors", 303)
