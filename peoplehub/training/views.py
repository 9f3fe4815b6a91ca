"""The guide for moderators, the training, and, for leads, whose training ends when."""
from collections.abc import Callable
from functools import wraps
from typing import Any

from flask import Blueprint, flash, redirect, render_template, url_for
from flask.typing import ResponseReturnValue

from peoplehub.accounts.auth import for_roles, member, members_only, viewer
from peoplehub.accounts.models import ADMIN, SAFEGUARDING
from peoplehub.core.errors import NotFound
from peoplehub.training import actions, policy, queries
from peoplehub.training.chapters import CHAPTERS, ITEMS
from peoplehub.training.forms import ChecklistForm, ExtendForm

bp = Blueprint("training", __name__, url_prefix="/moderation")
leads = for_roles(ADMIN, SAFEGUARDING)
WHOLE = "That was everything. Thank you: your training holds for a year."


def trainees(view: Callable) -> Callable:
    """Decorator of a view for everybody who moderates, also while their rights rest."""

    @members_only
    @wraps(view)
    def guarded(*args: Any, **kwargs: Any) -> ResponseReturnValue:
        if not policy.may_train(viewer()):
            raise NotFound()
        return view(*args, **kwargs)

    return guarded


@bp.get("/guide")
@trainees
def guide() -> ResponseReturnValue:
    return render_template("training/guide.html", chapters=CHAPTERS)


@bp.get("/guide/<chapter>")
@trainees
def chapter(chapter: str) -> ResponseReturnValue:
    if chapter not in CHAPTERS:
        raise NotFound()
    names = list(CHAPTERS)
    after = names[names.index(chapter) + 1:][:1]
    return render_template(f"training/guide/{chapter}.html", title=CHAPTERS[chapter][0],
                           after=[(one, CHAPTERS[one][0]) for one in after])


@bp.route("/training", methods=["GET", "POST"])
@trainees
def training() -> ResponseReturnValue:
    """The check list, with what was ticked when."""
    form = ChecklistForm()
    if form.validate_on_submit():
        is_whole = actions.tick(member(), form.done.data or [])
        flash(WHOLE if is_whole else "It is saved. You can go on another day.")
        return redirect(url_for(".training"), 303)
    ticks = queries.ticks_of(member())
    return render_template(
        "training/training.html", form=form, items=ITEMS, chapters=CHAPTERS, ticks=ticks,
        current={item for item, at in ticks.items() if queries.is_current(at)},
        record=queries.newest_record(member()), may_see_team=policy.may_see_team(viewer()),
    ), 422 if form.errors else 200


@bp.get("/training/team")
@leads
def team() -> ResponseReturnValue:
    return render_template("training/team.html", team=queries.team_for(viewer()),
                           may_extend=policy.may_extend)


@bp.route("/training/team/<slug>", methods=["GET", "POST"])
@leads
def extend(slug: str) -> ResponseReturnValue:
    person, form = queries.person_for(viewer(), slug), ExtendForm()
    if form.validate_on_submit():
        actions.extend(member(), person, int(form.days.data), form.reason.data)
        flash("They have more time, and your reason is kept.")
        return redirect(url_for(".team"), 303)
    return render_template("training/extend.html", person=person,
                           form=form), 422 if form.errors else 200
