"""The advisor's own pages: going away, coming back, notes to hand over, answers to being asked."""
from flask import flash, redirect, render_template, request
from flask.typing import ResponseReturnValue

from peoplehub.accounts.auth import for_roles, member, viewer
from peoplehub.advisors.models import ADVISING_ROLES
from peoplehub.core.errors import NotFound
from peoplehub.cover import actions, cover_requests, queries
from peoplehub.cover.actions.absences import Away, today
from peoplehub.cover.forms import AwayForm, NoteForm
from peoplehub.cover.models import FamilyCover
from peoplehub.cover.views.panels import bp

advisors_only = for_roles(*ADVISING_ROLES)
DESK = "/advising"


@bp.route("/advising/away", methods=["GET", "POST"])
@advisors_only
def away() -> ResponseReturnValue:
    absence = queries.absence_of(member().id)
    cover_id = cover_requests.asked_id(absence) if absence else None
    form = AwayForm.of(absence, cover_id, request.args.get("kind", ""))
    form.offer(queries.can_cover(member().id), cover_id)
    if form.validate_on_submit():
        with form.refusals_beside("until"):
            actions.go_away(member(), Away(form.begins_on.data or today(), form.until.data,
                                           form.kind.data, form.cover.data or None))
            flash("It is saved. Each family you help is told.")
            return redirect("/advising/away", 303)
    families = queries.families_of(absence) if absence else []
    page = render_template("cover/away.html", form=form, absence=absence, families=families,
                           helped=queries.helped_by(member().id))
    return page, 422 if form.errors else 200


@bp.post("/advising/back")
@advisors_only
def come_back() -> ResponseReturnValue:
    absence = queries.absence_of(member().id)
    if absence is not None:
        actions.come_back(member(), absence.id)
    flash("Welcome back. Your families are told.")
    return redirect(DESK, 303)


@bp.route("/advising/away/<int:family_id>/note", methods=["GET", "POST"])
@advisors_only
def note(family_id: int) -> ResponseReturnValue:
    family = _family(family_id)
    form = NoteForm(note=family.note)
    if not form.validate_on_submit():
        page = render_template("cover/note.html", form=form, family=family)
        return page, 422 if form.errors else 200
    actions.write_note(member(), family_id, form.note.data)
    flash(f"It is saved. {family.parent.pen_name} reads it before anybody else.")
    return redirect("/advising/away", 303)


@bp.post("/advising/cover/<int:request_id>/accept")
@advisors_only
def accept(request_id: int) -> ResponseReturnValue:
    asked = queries.cover_request_for(viewer(), request_id)
    actions.answer_cover(member(), asked.id, yes=True)
    flash("Thank you. The families are told, and each chooses for itself.")
    return redirect(DESK, 303)


@bp.post("/advising/cover/<int:request_id>/decline")
@advisors_only
def decline(request_id: int) -> ResponseReturnValue:
    asked = queries.cover_request_for(viewer(), request_id)
    actions.answer_cover(member(), asked.id, yes=False)
    flash("Thank you for saying so. A coordinator looks for somebody else.")
    return redirect(DESK, 303)


@bp.post("/advising/answers/<int:conversation_id>/none")
@advisors_only
def need_no_answer(conversation_id: int) -> ResponseReturnValue:
    actions.need_no_answer(member(), conversation_id)
    flash("It is noted that this needs no answer.")
    return redirect(DESK, 303)


@bp.post("/advising/tasks/<int:task_id>/done")
@advisors_only
def settle_as_cover(task_id: int) -> ResponseReturnValue:
    actions.settle_task(member(), queries.task_for(viewer(), task_id).id)
    flash("Thank you. It is noted that you are in touch.")
    return redirect(DESK, 303)


def _family(family_id: int) -> FamilyCover:
    """One of those whom the advisor who is away helps. Raises NotFound."""
    absence = queries.absence_of(member().id)
    mine = queries.families_of(absence) if absence else []
    family = next((one for one in mine if one.id == family_id and one.is_open), None)
    if family is None:
        raise NotFound()
    return family
