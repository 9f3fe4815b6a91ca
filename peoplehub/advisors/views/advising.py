"""The advisor's own pages: what waits for an answer, their page, their hours."""
from datetime import time

from flask import flash, redirect, render_template
from flask.typing import ResponseReturnValue

from peoplehub.accounts.auth import for_roles, member, viewer
from peoplehub.advisors import actions, policy, queries
from peoplehub.advisors.actions.profiles import Hours
from peoplehub.advisors.availability import WHY_NOT
from peoplehub.advisors.forms import AdvisorProfileForm, HoursForm
from peoplehub.advisors.models import ADVISING_ROLES
from peoplehub.advisors.views.directory import bp
from peoplehub.core.errors import found

advisors_only = for_roles(*ADVISING_ROLES)
SIX, NINE = time(18), time(21)


@bp.get("/advising")
@advisors_only
def desk() -> ResponseReturnValue:
    page = queries.profile_of(member().id)
    return render_template(
        "advisors/desk.html", offers=queries.desk_of(viewer()),
        support=queries.support_of(viewer()),
        one=queries.listed([page], {})[0] if page else None, why_not=WHY_NOT,
        answers=queries.answer_words([member().id])[member().id],
        may_coordinate=policy.may_coordinate(viewer()))


@bp.post("/advising/offers/<int:offer_id>/accept")
@advisors_only
def accept(offer_id: int) -> ResponseReturnValue:
    request = queries.offer_for(viewer(), offer_id).request
    done = actions.accept(member(), request.user, request.id)
    flash("Thank you. This is your conversation. A few warm words are a good beginning.")
    return redirect(f"/messages/{done.conversation_id}", 303)


@bp.post("/advising/offers/<int:offer_id>/decline")
@advisors_only
def decline(offer_id: int) -> ResponseReturnValue:
    actions.decline(member(), queries.offer_for(viewer(), offer_id).request_id)
    flash("Thank you for saying so. Somebody else is asked.")
    return redirect("/advising", 303)


@bp.route("/advising/profile", methods=["GET", "POST"])
@advisors_only
def edit_profile() -> ResponseReturnValue:
    page = queries.profile_of(member().id)
    form = AdvisorProfileForm.of(page)
    if not form.validate_on_submit():
        shown = render_template("advisors/edit-profile.html", form=form, page=page)
        return shown, 422 if form.is_submitted() else 200
    actions.save_profile(member(), form.text.data, form.knows, form.gender.data)
    flash("Your page is saved.")
    return redirect("/advising", 303)


@bp.route("/advising/hours", methods=["GET", "POST"])
@advisors_only
def hours() -> ResponseReturnValue:
    page = queries.profile_of(member().id)
    if page is None:
        flash("Please write your page first. Then people can find you.")
        return redirect("/advising/profile", 303)
    form = HoursForm.of(page)
    form.begins.data, form.ends.data = form.begins.data or SIX, form.ends.data or NINE
    if not form.validate_on_submit():
        shown = render_template("advisors/hours.html", form=form)
        return shown, 422 if form.is_submitted() else 200
    actions.set_hours(member(), Hours(
        form.capacity.data or 1, tuple(form.days.data or ()), found(form.begins.data),
        found(form.ends.data), form.paused.data, form.away_until.data))
    flash("Your hours are saved.")
    return redirect("/advising", 303)


@bp.post("/advising/free")
@advisors_only
def say_free() -> ResponseReturnValue:
    actions.say_free(member())
    flash("People who want to talk now see you first, for one hour.")
    return redirect("/advising", 303)


@bp.post("/advising/not-free")
@advisors_only
def end_free() -> ResponseReturnValue:
    actions.end_free(member())
    flash("You are not shown as free any more.")
    return redirect("/advising", 303)
