"""What the team sees of templates that were sent: the queue, one to look at, its words to mend."""
from flask import Response, flash, redirect, render_template, url_for
from flask.typing import ResponseReturnValue

from peoplehub.accounts.auth import for_roles, member, viewer
from peoplehub.accounts.models import EDITOR, STAFF_ROLES
from peoplehub.member_templates import actions, findings, queries
from peoplehub.member_templates.choices import WAITING
from peoplehub.member_templates.events import ASKED, DECLINED, PUBLISHED
from peoplehub.member_templates.forms import DecisionForm, TemplateWords
from peoplehub.member_templates.models import MemberTemplate
from peoplehub.member_templates.views.blueprint import bp
from peoplehub.member_templates.views.own import is_taken
from peoplehub.member_templates.views.reading import file_of

SAID = {
    PUBLISHED: "The template is on the site now.",
    ASKED: "The member is asked for a change.",
    DECLINED: "The member is told why it was not taken.",
}

reviewers_only = for_roles(EDITOR, *STAFF_ROLES)


@bp.get("/review")
@reviewers_only
def queue() -> str:
    return render_template("member_templates/queue.html", waiting=queries.waiting_for(viewer()),
                           reviewed=queries.reviewed_for(viewer()))


@bp.route("/review/<int:template_id>", methods=["GET", "POST"])
@reviewers_only
def review(template_id: int) -> ResponseReturnValue:
    template = queries.template_to_review(viewer(), template_id)
    form = DecisionForm(data={"seen": template.mark})
    if form.validate_on_submit():
        with form.refusals_beside():
            decide(form, template)
            flash(SAID[form.decision.data])
            return redirect(url_for(".queue"), 303)
    page = render_template("member_templates/review.html", form=form, template=template,
                           found=findings.found_in(template), may_be_more=findings.may_be_more,
                           is_waiting=template.state == WAITING)
    return page, 422 if form.is_submitted() else 200


def decide(form: DecisionForm, template: MemberTemplate) -> None:
    seen, note = form.seen.data or "", form.note.data or ""
    if form.decision.data == PUBLISHED:
        actions.publish_template(member(), template, seen, form.checked_as.data)
    elif form.decision.data == ASKED:
        actions.ask_for_change(member(), template, seen, note)
    else:
        actions.decline_template(member(), template, seen, note)


@bp.route("/review/<int:template_id>/change", methods=["GET", "POST"])
@reviewers_only
def mend(template_id: int) -> ResponseReturnValue:
    template = queries.template_to_review(viewer(), template_id)
    form = TemplateWords.of_template(template)
    if form.is_submitted() and is_taken(form):
        with form.refusals_beside("file"):
            actions.mend_template(member(), template, seen=form.seen.data or "", **form.said())
            flash("The template is changed.")
            return redirect(template.review_address, 303)
    page = render_template("member_templates/mend.html", form=form, template=template)
    return page, 422 if form.is_submitted() else 200


@bp.get("/review/<int:template_id>/file")
@reviewers_only
def sent_file(template_id: int) -> Response:
    return file_of(queries.template_to_review(viewer(), template_id))
