"""The coordinator's pages: requests that wait, without their words; advisors and their training."""
from flask import flash, redirect, render_template
from flask.typing import ResponseReturnValue

from peoplehub.accounts import queries as people
from peoplehub.accounts.auth import for_roles, member, viewer
from peoplehub.accounts.models import ADMIN, COORDINATOR, User
from peoplehub.advisors import actions, offers, policy, queries
from peoplehub.advisors.choices import words_of
from peoplehub.advisors.forms import AssignForm, OfferHoursForm, TrainingForm
from peoplehub.advisors.models import REASONS, AdvisorRequest
from peoplehub.advisors.views.directory import bp
from peoplehub.core.errors import NotFound, found
from peoplehub.core.forms import Form

coordinators_only = for_roles(COORDINATOR, ADMIN)


@bp.get("/advising/requests")
@coordinators_only
def waiting() -> ResponseReturnValue:
    return show()


@bp.post("/advising/requests/<int:request_id>/assign")
@coordinators_only
def assign(request_id: int) -> ResponseReturnValue:
    request = request_named(request_id)
    form = assign_form(request)
    if form.validate_on_submit():
        advisor = found(people.person(form.advisor.data))
        with form.refusals_beside("advisor"):
            actions.assign(member(), advisor, request_id)
            flash(f"{advisor.pen_name} is asked now.")
            return redirect("/advising/requests", 303)
    return show(assigning=form), 422


@bp.post("/advising/matches/<int:match_id>/end")
@coordinators_only
def end_match(match_id: int) -> ResponseReturnValue:
    if match_id not in {one.id for one in queries.without_ending()}:
        raise NotFound()
    actions.end_for_them(member(), match_id)
    flash("It has ended. Both are told, kindly.")
    return redirect("/advising/requests", 303)


@bp.post("/advising/hours-of-offers")
@coordinators_only
def set_offer_hours() -> ResponseReturnValue:
    form = OfferHoursForm()
    if not form.validate_on_submit():
        return show(hours_form=form), 422
    actions.set_offer_hours(member(), form.offer_hours.data or 12)
    flash("It is saved, for requests from now on.")
    return redirect("/advising/requests", 303)


@bp.route("/advising/training/<slug>", methods=["GET", "POST"])
@coordinators_only
def training(slug: str) -> ResponseReturnValue:
    advisor = people.person_for(viewer(), slug)
    if not advisor.is_advisor or not policy.may_record_training(viewer(), advisor.id):
        raise NotFound()
    form = TrainingForm()
    if not form.validate_on_submit():
        page = render_template("advisors/training.html", form=form, advisor=advisor,
                               trainings=queries.training_of(advisor.id))
        return page, 422 if form.is_submitted() else 200
    actions.record_training(member(), advisor, form.name.data, found(form.completed_on.data),
                            found(form.expires_on.data))
    flash("The training is recorded.")
    return redirect("/advising/requests", 303)


def request_named(request_id: int) -> AdvisorRequest:
    """One of those that are open. Raises NotFound."""
    known = {one.id: one for one in queries.open_requests_for(viewer())}
    return found(known.get(request_id))


def assign_form(request: AdvisorRequest) -> AssignForm:
    """With the advisors who can be asked: those who fit first, then whoever was asked before."""
    form = AssignForm()
    fitting = [one.user for one in offers.candidates_for(request)]
    kept_away = people.blocked_ids(request.user) | {request.user_id}
    others = [one for one in advisors() if one not in fitting and one.id not in kept_away]
    form.advisor.choices = [(one.id, one.pen_name) for one in [*fitting, *others]]
    return form


def advisors() -> list[User]:
    return [one for one in people.advisors_for(viewer()) if policy.may_advise(one)]


def show(assigning: AssignForm | None = None, hours_form: Form | None = None) -> str:
    waiting = queries.open_requests_for(viewer())
    return render_template(
        "advisors/coordination.html", reasons=REASONS, words_of=words_of, assigning=assigning,
        waiting=[(one, assign_form(one)) for one in waiting],
        without_ending=queries.without_ending(),
        hours_form=hours_form or OfferHoursForm(formdata=None, obj=queries.settings()),
        advisors=queries.listed(queries.known_profiles(), {}),
        without_page=queries.without_profile(viewer()), form=assigning or hours_form)
