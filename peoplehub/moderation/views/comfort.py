"""How a moderator chooses to see words that were reported or held."""
from flask import flash, redirect, render_template, url_for
from flask.typing import ResponseReturnValue

from peoplehub.accounts.auth import member, viewer
from peoplehub.moderation import actions
from peoplehub.moderation.forms import ComfortForm
from peoplehub.moderation.views.blueprint import bp, moderators, picture_veil_of, veil_of


@bp.route("/settings/comfort", methods=["GET", "POST"])
@moderators
def comfort() -> ResponseReturnValue:
    form = ComfortForm(data={"veil": veil_of(viewer()), "pictures": picture_veil_of(viewer())})
    if not form.validate_on_submit():
        return render_template("moderation/comfort.html", form=form), 422 if form.errors else 200
    actions.choose_veil(member(), form.veil.data, form.pictures.data)
    flash("Your choice is saved.")
    return redirect(url_for(".comfort"), 303)
