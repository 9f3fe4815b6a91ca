"""The page of a match, for the two whose it is: where they are, what is asked, and how it ends."""
from flask import flash, redirect, render_template
from flask.typing import ResponseReturnValue

from peoplehub.accounts.auth import member, members_only, viewer
from peoplehub.advisors import actions, outcomes, policy, queries
from peoplehub.advisors.forms import RatingForm, ReviewForm
from peoplehub.advisors.models import (
    ANOTHER,
    CARRY_ON,
    CHANGE,
    FINISH,
    RENEW,
    USUAL_CONTACTS,
    SupportMatch,
)
from peoplehub.advisors.views.directory import bp
from peoplehub.core.viewers import Viewer

FAREWELL = ("You have finished, for now. A few kind words are a good goodbye: you can write them "
            "here.")
SAID = {  # what is said back
    CARRY_ON: "That is good to hear. Nothing changes.",
    CHANGE: "Thank you for saying so. The page says how you can change things.",
    RENEW: "Thank you. You continue for eight more weeks as soon as you both say so.",
    ANOTHER: "We are asking other advisors now. It is nobody’s fault: people fit or they do not.",
    FINISH: FAREWELL,
}  # fmt: skip


@bp.get("/support/matches/<int:match_id>")
@members_only
def match(match_id: int) -> ResponseReturnValue:
    return show(queries.match_for(viewer(), match_id))


@bp.post("/support/matches/<int:match_id>/answers")
@members_only
def answer(match_id: int) -> ResponseReturnValue:
    mine, form = queries.match_for(viewer(), match_id), ReviewForm()
    period, said = mine.period, form.answer.data or ""
    with form.refusals_beside():
        mine = actions.answer(member(), mine.other(viewer().id), match_id, said)
        flash("You continue for eight more weeks." if mine.period > period else SAID.get(said, ""))
        return redirect(_next_page(mine, said), 303)
    return show(mine, form), 422


@bp.post("/support/matches/<int:match_id>/ratings")
@members_only
def rate(match_id: int) -> ResponseReturnValue:
    mine, form = queries.match_for(viewer(), match_id), RatingForm()
    score = form.score.data or ""
    with form.refusals_beside():
        actions.rate(member(), match_id, int(score) if score in "12345" and score else 0)
        flash("Thank you. Your tap is counted, without your name.")
        return redirect(mine.address, 303)
    return show(mine, form), 422


@bp.post("/support/matches/<int:match_id>/ratings/withdraw")
@members_only
def withdraw_rating(match_id: int) -> ResponseReturnValue:
    mine = queries.match_for(viewer(), match_id)
    actions.withdraw_rating(member(), match_id)
    flash("It is deleted, and not counted any more.")
    return redirect(mine.address, 303)


def show(mine: SupportMatch, form: ReviewForm | RatingForm | None = None) -> str:
    other, rating = mine.other(viewer().id), queries.rating_of(viewer(), mine)
    asked = policy.rating_asked(viewer(), mine)
    if asked and rating is not None and getattr(rating, asked) is not None:
        asked = None  # said already
    review = policy.open_review(mine, viewer().id) if mine.is_open else None
    return render_template(
        "advisors/match.html", match=mine, other=other, form=form, review=review,
        answers=policy.answers_of(mine, viewer().id) if policy.may_review(viewer(), mine) else (),
        may_close=not mine.is_open and mine.conversation_id is not None,
        agreed=queries.agreements_of(mine.people_ids), usual=USUAL_CONTACTS,
        rating=rating, rating_asked=asked, scale=outcomes.SCALE)


@bp.app_template_global("match_beside")
def match_beside(reader: Viewer, other: Viewer, conversation_id: int) -> dict | None:
    """For the head of a conversation: the match of these two that has no ending yet, and what of it
    waits for this reader."""
    if not reader.is_advisor and not other.is_advisor:
        return None
    mine = queries.match_in(reader, conversation_id)
    if mine is None or not mine.is_open:
        return None
    review = policy.open_review(mine, reader.id)
    return {"match": mine, "usual": USUAL_CONTACTS,
            "asks": review is not None and review.answered_at is None,
            "unagreed": policy.may_agree(reader) and queries.agreed_at(reader.id) is None}


def _next_page(mine: SupportMatch, said: str) -> str:
    if said == FINISH and mine.conversation_id:
        return f"/messages/{mine.conversation_id}"
    if said == ANOTHER and mine.person_id == viewer().id:
        return "/support"
    return mine.address
