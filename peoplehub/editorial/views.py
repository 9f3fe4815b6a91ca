"""Before it is published: one page for each piece that is edited for readers, of every kind."""
from collections.abc import Callable
from typing import Any

from flask import Blueprint, flash, redirect, render_template, request
from flask.typing import ResponseReturnValue
from werkzeug.wrappers import Response as BaseResponse

from peoplehub.accounts.auth import for_roles, member, viewer
from peoplehub.accounts.models import ADVISOR, COORDINATOR, EDITOR, STAFF_ROLES
from peoplehub.core import formatting
from peoplehub.core.forms import Form
from peoplehub.editorial import policy, queries, review, scheduling
from peoplehub.editorial.differences import changed_parts
from peoplehub.editorial.edited_kinds import EDITED
from peoplehub.editorial.forms import (
    PublicationDayForm,
    ReviewForm,
    WantedChangeForm,
    WithoutReviewForm,
)
from peoplehub.editorial.languages import spoken
from peoplehub.editorial.pending import is_review_required

bp = Blueprint("editorial", __name__, url_prefix="/publishing")
writers_only = for_roles(ADVISOR, COORDINATOR, EDITOR, *STAFF_ROLES)

bp.add_app_template_global(is_review_required, "second_review")
bp.add_app_template_global(formatting.calendar_day, "calendar_day")
bp.add_app_template_global(spoken, "spoken")

IS_OUT = "It is published. Readers see it now."


def send(piece: Any, form: Any) -> str:
    review.send_for_review(member(), piece)
    return "Somebody else can read it now. We will tell you what they say."


def approve(piece: Any, form: Any) -> str:
    review.approve(member(), piece, form.seen.data or "")
    return f"Thank you. {'It is published on its day.' if piece.pending else IS_OUT}"


def ask_for_change(piece: Any, form: Any) -> str:
    review.ask_for_change(member(), piece, form.sentence.data, form.seen.data or "")
    return "Thank you. Whoever wrote it is told what you ask for."


def choose_day(piece: Any, form: Any) -> str:
    scheduling.schedule(member(), piece, form.publish_on.data)
    return (f"It is published on {formatting.calendar_day(form.publish_on.data)}, "
            "in the morning.")


def choose_no_day(piece: Any, form: Any) -> str:
    scheduling.unschedule(member(), piece)
    return "It has no day any more. It waits until somebody publishes it."


def publish(piece: Any, form: Any) -> str:
    review.publish_now(member(), piece)
    return IS_OUT


def publish_alone(piece: Any, form: Any) -> str:
    review.publish_without_review(member(), piece, form.reason.data)
    return IS_OUT


def discard(piece: Any, form: Any) -> str:
    review.discard_change(member(), piece)
    return "The change is thrown away. Readers keep the words that they have."


STEPS: dict[str, tuple[type[Form], Callable[[Any, Any], str]]] = {
    "send": (Form, send), "approve": (ReviewForm, approve),
    "return": (WantedChangeForm, ask_for_change), "day": (PublicationDayForm, choose_day),
    "no-day": (Form, choose_no_day), "publish": (Form, publish),
    "alone": (WithoutReviewForm, publish_alone), "discard": (Form, discard),
}


@bp.route("/<kind>/<int:piece_id>", methods=["GET", "POST"])
@writers_only
def publishing(kind: str, piece_id: int) -> ResponseReturnValue:
    """What waits, who reads it first, and when it is published."""
    piece = queries.piece_to_publish(viewer(), kind, piece_id)
    step = request.form.get("action", "")
    if request.method == "GET" or step not in STEPS:
        return show(piece, {}), 200 if request.method == "GET" else 422
    form_class, do = STEPS[step]
    form: Any = form_class()
    if form.validate():
        with form.refusals_beside():
            return done(piece, do(piece, form))
    return show(piece, {step: form}), 422


def show(piece: Any, used: dict[str, Form]) -> str:
    waiting = queries.waiting_for(viewer(), piece)
    forms = {step: used.get(step) or form_class(formdata=None)
             for step, (form_class, _do) in STEPS.items()}
    for step in ("approve", "return"):
        forms[step]["seen"].data = waiting.mark
    if "day" not in used and waiting.pending:
        forms["day"]["publish_on"].data = waiting.pending.publish_on
    old = waiting.before
    return render_template(
        "editorial/publishing.html", piece=piece, waiting=waiting, forms_of=forms,
        used=next(iter(used.values()), None), kind=EDITED[piece.kind],
        shown=waiting.shown, may_publish_alone=policy.may_publish_alone(viewer(), piece),
        changed=changed_parts(old, waiting.shown) if old is not None else None)


def done(piece: Any, words: str) -> BaseResponse:
    flash(words)
    if words == IS_OUT or words.endswith(IS_OUT):
        return redirect(piece.address, 303)
    return redirect(f"/publishing/{piece.kind}/{piece.id}", 303)
