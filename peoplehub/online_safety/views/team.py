"""Pages of the team: one request and its answer, files of which no copy is taken, banned groups."""
from flask import flash, redirect, render_template, url_for
from flask.typing import ResponseReturnValue

from peoplehub.accounts import queries as accounts
from peoplehub.accounts.auth import member, viewer
from peoplehub.accounts.models import User
from peoplehub.core.errors import Invalid, NotFound, Refused
from peoplehub.core.opened_cases import page_before
from peoplehub.moderation.policy import is_for_leads
from peoplehub.online_safety import actions, policy, queries
from peoplehub.online_safety.actions.requests import CASE_KIND
from peoplehub.online_safety.forms import (
    FOR_COMPLAINTS,
    FOR_PICTURES,
    AnswerForm,
    PlaceForm,
    ProscribedForm,
    ReasonForm,
)
from peoplehub.online_safety.models import INTIMATE, SafetyRequest
from peoplehub.online_safety.views.blueprint import bp, team_only

NOWHERE = "There is nothing at that address. Copy the address of the page with the picture."
NOBODY = "We know nobody of that name. Copy the address of the profile."


@bp.get("/moderation/safety-law")
@team_only
def safety_law() -> ResponseReturnValue:
    """What the law asks of the team, with the files of which no copy is taken."""
    return render_template(
        "online_safety/safety_law.html", blocked=queries.blocked_for(viewer()),
        form=ReasonForm(formdata=None),
        may_see_evidence=policy.may_see_evidence(viewer(), queries.has_lead()))


@bp.post("/moderation/safety-law/files/<int:block_id>/unblock")
@team_only
def unblock(block_id: int) -> ResponseReturnValue:
    form, block = ReasonForm(), queries.block_for(viewer(), block_id)
    if not form.validate_on_submit():
        page = render_template("online_safety/safety_law.html", form=form, may_see_evidence=False,
                               blocked=queries.blocked_for(viewer()), wrong=block_id)
        return page, 422
    actions.unblock(member(), block, form.reason.data)
    flash("The picture can be put up again. What was taken down stays down until you undo that.")
    return redirect(url_for(".safety_law"), 303)


@bp.get("/moderation/request/<int:request_id>")
@team_only
def safety_request(request_id: int) -> ResponseReturnValue:
    return show_request(queries.request_for(viewer(), request_id))


@bp.post("/moderation/request/<int:request_id>/place")
@team_only
def place(request_id: int) -> ResponseReturnValue:
    asked, form = queries.request_for(viewer(), request_id), PlaceForm()
    piece = queries.piece_at(viewer(), form.address.data or "") if form.validate() else None
    if piece is None:
        form.address.errors = form.address.errors or [NOWHERE]
        return show_request(asked, place_form=form), 422
    report = actions.place(member(), asked, piece)
    flash("It is a case now, with the clock of the request.")
    return redirect(f"/moderation/cases/{report.case_id}", 303)


@bp.post("/moderation/request/<int:request_id>/answer")
@team_only
def answer(request_id: int) -> ResponseReturnValue:
    asked = queries.request_for(viewer(), request_id)
    form = AnswerForm().offer(outcomes_of(asked))
    if form.validate_on_submit():
        with form.refusals_beside("words"):
            actions.answer(member(), asked, form.outcome.data, form.words.data)
            flash("It is decided, and they are told by email." if asked.email else
                  "It is decided.")
            return redirect("/moderation", 303)
    return show_request(asked, answer_form=form), 422


@bp.route("/moderation/proscribed-organisations", methods=["GET", "POST"])
@team_only
def proscribed() -> ResponseReturnValue:
    """What to do about a group that the government has banned, and removing its account."""
    form = ProscribedForm()
    if not form.is_submitted():
        return show_proscribed(form)
    if not is_for_leads(viewer()):
        raise NotFound()
    if not form.validate():
        return show_proscribed(form), 422
    try:
        person = person_named(form.person.data)
        actions.remove_account(member(), person, form.organisation.data, form.reason.data)
    except Refused as refusal:
        form.person.errors = [str(refusal)]
        return show_proscribed(form), 422
    flash("The account is removed with everything it wrote. You can undo it for 7 days.")
    return redirect(url_for("moderation.person", slug=person.slug), 303)


def person_named(words: str) -> User:
    """By the address of a profile or by a pen name. Raises Invalid."""
    try:
        return accounts.person_for(viewer(), words.rstrip("/").split("/")[-1].lower().replace(
            " ", "-"))
    except NotFound as error:
        raise Invalid(NOBODY, "person") from error


def show_proscribed(form: ProscribedForm) -> str:
    return render_template("online_safety/proscribed.html", form=form,
                           may_remove=is_for_leads(viewer()))


def show_request(asked: SafetyRequest, *, place_form: PlaceForm | None = None,
                 answer_form: AnswerForm | None = None) -> str:
    return page_before(CASE_KIND, asked.id) or render_template(
        "online_safety/request.html", asked=asked, place_form=place_form or PlaceForm(
            formdata=None), is_picture=asked.kind == INTIMATE,
        answer_form=answer_form or AnswerForm(formdata=None).offer(outcomes_of(asked)))


def outcomes_of(asked: SafetyRequest) -> tuple[str, ...]:
    return FOR_PICTURES if asked.kind == INTIMATE else FOR_COMPLAINTS
