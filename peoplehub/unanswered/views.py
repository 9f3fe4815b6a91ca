"""HTTP views: the questions that wait, and "I will answer this"."""
from flask import Blueprint, flash, redirect, render_template, request
from flask.typing import ResponseReturnValue

from peoplehub.accounts.auth import member, members_only, viewer
from peoplehub.forum import queries as forum
from peoplehub.unanswered import actions, policy, queries

bp = Blueprint("unanswered", __name__, url_prefix="/unanswered")

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


@bp.post("/<int:topic_id>/let-go")
@members_only
def let_go(topic_id: int) -> ResponseReturnValue:
    topic = forum.topic_for(viewer(), topic_id)
    actions.let_question_go(member(), topic)
    flash("That is fine. We ask others now.")
    return redirect("/unanswered", 303)
