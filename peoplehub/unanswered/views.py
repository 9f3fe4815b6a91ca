"""HTTP views: the questions that wait, and "I will answer this"."""
from flask import Blueprint, flash, redirect, render_template, request
from flask.typing import ResponseReturnValue

from peoplehub.accounts.auth import for_roles, member, members_only, viewer
from peoplehub.accounts.models import STAFF_ROLES
from peoplehub.forum import queries as forum
from peoplehub.unanswered import actions, policy, queries
from peoplehub.unanswered.forms import AssignForm

bp = Blueprint("unanswered", __name__, url_prefix="/unanswered")

moderators = for_roles(*STAFF_ROLES)

FOR_YOU = 3  # questions


@bp.get("")
@members_only
def unanswered() -> ResponseReturnValue:
    return render_template(
        "unanswered/unanswered.html", waiting=queries.waiting_for(viewer()),
        for_you=queries.questions_for(viewer(), FOR_YOU), may_take=policy.may_take,
        may_be_offered=policy.may_be_offered(viewer()),
        is_glad=viewer().preferences.get(queries.GLAD, False))


@bp.post("/offers")
@members_only
def choose() -> ResponseReturnValue:
    is_glad = request.form.get("glad") == "yes"
    actions.choose_offers(member(), is_glad)
    flash("We offer you a question now and then." if is_glad else
          "We offer you no more questions.")
    return redirect("/unanswered", 303)


@bp.post("/<int:topic_id>/take")
@members_only
def take(topic_id: int) -> ResponseReturnValue:
    topic = forum.topic_for(viewer(), topic_id)
    actions.take_question(member(), topic)
    flash("Thank you. For 12 hours we ask nobody else.")
    return redirect(f"{topic.address}#reply", 303)


@bp.route("/<int:topic_id>/assign", methods=["GET", "POST"])
@moderators
def assign(topic_id: int) -> ResponseReturnValue:
    """One of the team asks somebody to see to it."""
    topic = forum.topic_for(viewer(), topic_id)
    form = AssignForm(queries.assignable_for(topic))
    if form.validate_on_submit():
        person = form.people[form.person.data]
        actions.assign_question(member(), person, topic)
        flash(f"{person.pen_name} is asked to answer it, and is told now.")
        return redirect("/unanswered", 303)
    holder = queries.holders_of([topic.id]).get(topic.id)
    page = render_template("unanswered/assign.html", form=form, topic=topic, holder=holder)
    return page, 422 if form.errors else 200


@bp.post("/<int:topic_id>/let-go")
@members_only
def let_go(topic_id: int) -> ResponseReturnValue:
    topic = forum.topic_for(viewer(), topic_id)
    actions.let_question_go(member(), topic)
    flash("That is fine. We ask others now.")
    return redirect("/unanswered", 303)
