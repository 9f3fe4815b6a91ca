"""What is looked at first: what one person writes, and pieces of a kind."""
from datetime import timedelta

from flask import flash, redirect, render_template, url_for
from flask.typing import ResponseReturnValue

from peoplehub.accounts import queries as accounts
from peoplehub.accounts.auth import member, viewer
from peoplehub.core import approval, clock
from peoplehub.moderation import actions, policy, queries
from peoplehub.moderation.forms.approvals import KINDS, KindRuleForm, PersonApprovalForm
from peoplehub.moderation.views.blueprint import bp, moderators


@bp.route("/moderation/people/<slug>/approval", methods=["GET", "POST"])
@moderators
def look_at_person(slug: str) -> ResponseReturnValue:
    person, form = accounts.person_for(viewer(), slug), PersonApprovalForm()
    if form.validate_on_submit():
        until = clock.now() + timedelta(days=int(form.days.data))
        actions.look_at_person(member(), person, until, form.reason.data)
        flash(f"What {person.pen_name} writes is looked at first now. They have been told.")
        return redirect(url_for(".person", slug=person.slug), 303)
    page = render_template("moderation/person-approval.html", person=person, form=form,
                           current=queries.approval_of(person),
                           may_decide=policy.may_suspend(viewer(), person))
    return page, 422 if form.errors else 200


@bp.post("/moderation/people/<slug>/approval/end")
@moderators
def end_approval(slug: str) -> ResponseReturnValue:
    person = accounts.person_for(viewer(), slug)
    actions.end_approval(member(), person)
    flash(f"What {person.pen_name} writes is shown at once again.")
    return redirect(url_for(".person", slug=person.slug), 303)


@bp.route("/moderation/looked-at-first", methods=["GET", "POST"])
@moderators
def looked_at_first() -> ResponseReturnValue:
    """Comments, blog entries and stories; boards have a page of their own."""
    form = KindRuleForm()
    if form.validate_on_submit():
        actions.set_kind_rule(member(), form.kind.data, form.approval.data, form.reason.data)
        flash("The rule is set.")
        return redirect(url_for(".looked_at_first"), 303)
    rules = [(words, approval.RULES[queries.rule_of_kind(kind)]) for kind, words in KINDS.items()]
    page = render_template("moderation/looked-at-first.html", form=form, rules=rules)
    return page, 422 if form.errors else 200
