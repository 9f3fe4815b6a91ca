"""The advisor's own page: how heavy it is, a talk, a break."""
from dataclasses import dataclass

from flask import flash, redirect, render_template
from flask.typing import ResponseReturnValue

from peoplehub.accounts.auth import for_roles, member, viewer
from peoplehub.advisors.models import ADVISING_ROLES
from peoplehub.advisors.queries import profile_of
from peoplehub.cover import queries as cover
from peoplehub.supervision import actions, queries
from peoplehub.supervision.actions import Load
from peoplehub.supervision.forms import LoadForm
from peoplehub.supervision.views.blueprint import bp

advisors_only = for_roles(*ADVISING_ROLES)


@dataclass(frozen=True)
class OwnLoad:
    """What stands on an advisor's own page: a limit that somebody set, and whether a break is
    offered."""

    most: int | None
    break_is_offered: bool


@bp.app_template_global()
def own_load() -> OwnLoad:
    page = profile_of(viewer().id)
    is_away = cover.absence_of(viewer().id) is not None
    return OwnLoad(page.most_families if page else None,
                   not is_away and queries.break_is_offered(viewer()))


@bp.route("/advising/load", methods=["GET", "POST"])
@advisors_only
def load() -> ResponseReturnValue:
    form = LoadForm()
    if not form.validate_on_submit():
        page = render_template(
            "supervision/load.html", form=form, notes=queries.notes_by(viewer()),
            debriefs=queries.my_debriefs(viewer()), rules=queries.rules(),
            heavy=queries.heavy_notes_of([member().id])[member().id])
        return page, 422 if form.errors else 200
    actions.note_load(member(), Load(int(form.heaviness.data), bool(form.worried.data),
                                     form.line.data, bool(form.wants_talk.data)))
    flash("It is noted. Only you and the coordinators see it.")
    return redirect("/advising/load", 303)


@bp.post("/advising/load/<int:note_id>/delete")
@advisors_only
def delete_note(note_id: int) -> ResponseReturnValue:
    actions.delete_note(member(), note_id)
    flash("The note is deleted.")
    return redirect("/advising/load", 303)
