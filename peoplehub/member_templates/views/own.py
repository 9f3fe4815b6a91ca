"""Sharing a template: writing it, looking for what tells who somebody is, sending it, taking it
back."""
from typing import Any

from flask import Response, flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from werkzeug.wrappers import Response as BaseResponse

from peoplehub.accounts.auth import member, members_only, viewer
from peoplehub.core import limits
from peoplehub.core.errors import require
from peoplehub.member_templates import actions, findings, policy, queries
from peoplehub.member_templates.forms import CHANGE, SEND, LookForm, TemplateForm
from peoplehub.member_templates.models import MemberTemplate
from peoplehub.member_templates.views.blueprint import bp
from peoplehub.member_templates.views.reading import file_of
from peoplehub.tags.queries import slugs_of

SENT = "Thank you. The team has your template now. You hear from us here."
SAVED = "Your template is saved. It is not sent yet: please look through this page first."


@bp.get("/mine")
@members_only
def mine() -> str:
    return render_template("member_templates/mine.html", templates=queries.own_for(viewer()),
                           may_share=policy.may_share(viewer()))


@bp.route("/new", methods=["GET", "POST"])
@members_only
def share() -> ResponseReturnValue:
    require(policy.may_share(viewer()), actions.NOT_HERE)
    form = TemplateForm()
    if form.is_submitted() and is_taken(form):
        with form.refusals_beside("file"):
            return saved(actions.write_template(member(), **form.said()))
    page = render_template("member_templates/edit.html", form=form, template=None)
    return page, 422 if form.is_submitted() else 200


@bp.route("/mine/<int:template_id>/change", methods=["GET", "POST"])
@members_only
def change(template_id: int) -> ResponseReturnValue:
    template = queries.own_template(viewer(), template_id)
    form = TemplateForm.of_template(template)
    if form.is_submitted() and is_taken(form):
        with form.refusals_beside("file"):
            return saved(actions.change_template(member(), template, seen=form.seen.data or "",
                                                 **form.said()))
    page = render_template("member_templates/edit.html", form=form, template=template)
    return page, 422 if form.is_submitted() else 200


def is_taken(form: Any) -> bool:
    """Whether the form can be taken. A file is counted before it is looked at, which is the work.
    """
    if request.files.get("file"):
        limits.ask("upload", viewer().id)
    return bool(form.validate())


def saved(template: MemberTemplate) -> BaseResponse:
    flash(SAVED)
    return redirect(template.own_address, 303)


@bp.route("/mine/<int:template_id>", methods=["GET", "POST"])
@members_only
def look(template_id: int) -> ResponseReturnValue:
    """What was found in it, what to look for, and how it stands with the team."""
    template = queries.own_template(viewer(), template_id)
    form = LookForm(data={"seen": template.mark})
    if form.validate_on_submit():
        action = request.form.get("action")
        with form.refusals_beside():
            if action == CHANGE:
                return change_ticked(form, template)
            if action == SEND and form.has_looked():
                limits.ask("template", viewer().id)
                actions.send_template(member(), template)
                flash(SENT)
                return redirect(template.own_address, 303)
    page = render_template("member_templates/look.html", form=form, template=template,
                           found=findings.found_in(template),
                           may_be_more=findings.may_be_more, in_file=findings.IN_FILE)
    return page, 422 if form.errors else 200


def change_ticked(form: LookForm, template: MemberTemplate) -> BaseResponse:
    """Its words with what is ticked changed as suggested; all else stays."""
    words = findings.changed_words(template, set(form.change.data or ()))
    kept = {name: getattr(template, name) for name in (
        "template_type", "topic", "licence", "shown_as")}
    actions.change_template(member(), template, seen=form.seen.data or "", **kept, **words,
                            tags=slugs_of(MemberTemplate.kind, template.id))
    flash("The words are changed.")
    return redirect(template.own_address, 303)


@bp.get("/mine/<int:template_id>/file")
@members_only
def own_file(template_id: int) -> Response:
    return file_of(queries.own_template(viewer(), template_id))


@bp.get("/mine/<int:template_id>/take-back")
@members_only
def ask_to_take_back(template_id: int) -> str:
    template = queries.own_template(viewer(), template_id)
    return render_template(
        "layout/confirm.html", heading=f"Take back “{template.heading}”?", danger=True,
        sentence="It is gone from the site and from search at once. What others have downloaded "
                 "stays with them: we cannot call that back.",
        action=url_for(".take_back", template_id=template.id), button="Take it back",
        cancel=template.own_address)


@bp.post("/mine/<int:template_id>/take-back")
@members_only
def take_back(template_id: int) -> BaseResponse:
    actions.take_back(member(), queries.own_template(viewer(), template_id))
    flash("Your template is gone from the site.")
    return redirect(url_for(".mine"), 303)
