"""Freezing, in two taps, for the team; and evidence, for safeguarding leads alone."""
from flask import Response, flash, make_response, redirect, render_template, url_for
from flask.typing import ResponseReturnValue

from peoplehub.accounts.auth import member, viewer
from peoplehub.online_safety import actions, queries
from peoplehub.online_safety.forms import PutBackForm, ReasonForm, StepDoneForm
from peoplehub.online_safety.models import STEPS, FrozenContent
from peoplehub.online_safety.views.blueprint import bp, team_only


@bp.get("/moderation/freeze/<kind>/<int:piece_id>")
@team_only
def freeze(kind: str, piece_id: int) -> ResponseReturnValue:
    """The second tap is on this page. It does not show what is frozen."""
    piece = queries.freezable(viewer(), kind, piece_id)
    return render_template("online_safety/freeze.html", piece=piece,
                           is_frozen=queries.evidence_of(kind, piece_id) is not None)


@bp.post("/moderation/freeze/<kind>/<int:piece_id>")
@team_only
def frozen(kind: str, piece_id: int) -> ResponseReturnValue:
    actions.freeze(member(), queries.freezable(viewer(), kind, piece_id))
    flash("It is frozen. Nobody can see it any more, and the safeguarding leads are told. You did "
          "the right thing. Please look after yourself now.")
    return redirect("/moderation", 303)


@bp.get("/moderation/evidence")
@team_only
def all_evidence() -> ResponseReturnValue:
    return render_template("online_safety/all_evidence.html", kept=queries.kept_for(viewer()))


@bp.get("/moderation/evidence/<int:evidence_id>")
@team_only
def evidence(evidence_id: int) -> ResponseReturnValue:
    return show(queries.evidence_for(viewer(), evidence_id))


@bp.post("/moderation/evidence/<int:evidence_id>/open")
@team_only
def open_evidence(evidence_id: int) -> ResponseReturnValue:
    """The words, once, after a typed reason. Never the pictures."""
    kept, form = queries.evidence_for(viewer(), evidence_id), ReasonForm()
    if form.validate_on_submit():
        with form.refusals_beside("reason"):
            return show(kept, opened=actions.open_evidence(member(), kept, form.reason.data))
    return show(kept, open_form=form, status=422)


@bp.post("/moderation/evidence/<int:evidence_id>/steps")
@team_only
def do_step(evidence_id: int) -> ResponseReturnValue:
    kept, form = queries.evidence_for(viewer(), evidence_id), StepDoneForm()
    if form.validate_on_submit():
        with form.refusals_beside("reference"):
            actions.do_step(member(), kept, form.step.data, form.reference.data)
            return redirect(url_for(".evidence", evidence_id=kept.id), 303)
    return show(kept, step_form=form, status=422)


@bp.post("/moderation/evidence/<int:evidence_id>/put-back")
@team_only
def put_back(evidence_id: int) -> ResponseReturnValue:
    kept, form = queries.evidence_for(viewer(), evidence_id), PutBackForm()
    if form.validate_on_submit():
        with form.refusals_beside("why"):
            actions.put_back(member(), kept, form.why.data)
            flash("It is put back where it was.")
            return redirect(url_for(".evidence", evidence_id=kept.id), 303)
    return show(kept, back_form=form, status=422)


def show(kept: FrozenContent, *, open_form: ReasonForm | None = None,
         back_form: PutBackForm | None = None, step_form: StepDoneForm | None = None,
         opened: dict | None = None, status: int = 200) -> Response:
    """Never kept by a browser or a proxy."""
    page = render_template(
        "online_safety/evidence.html", evidence=kept, opened=opened, steps=STEPS,
        done=queries.steps_of(kept), timeline=queries.timeline_of(kept),
        open_form=open_form or ReasonForm(formdata=None),
        back_form=back_form or PutBackForm(formdata=None),
        step_form=step_form or StepDoneForm(formdata=None))
    answer = make_response(page, status)
    answer.headers["Cache-Control"] = "no-store"
    return answer
