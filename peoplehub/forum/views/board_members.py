"""Boards that ask first: their front, asking, deciding, and who is in."""
from flask import Blueprint, flash, render_template, request
from flask.typing import ResponseReturnValue

from peoplehub.accounts.auth import for_roles, member, members_only, viewer
from peoplehub.accounts.models import STAFF_ROLES, User
from peoplehub.accounts.queries import person_named
from peoplehub.core.errors import Invalid
from peoplehub.core.opened_cases import page_before
from peoplehub.core.paging import page_number
from peoplehub.forum import actions, policy, queries
from peoplehub.forum.forms import (
    AddMemberForm,
    BoardAnswerForm,
    BoardDecisionForm,
    BoardJoinForm,
    RemoveMemberForm,
)
from peoplehub.forum.forms.board_members import REASONS, REASONS_TO_THEM
from peoplehub.forum.models import Board, BoardRequest
from peoplehub.forum.views.blueprint import bp, to
from peoplehub.forum.views.form_pages import act_page

ANSWERED = "They are told, on the site and by email that there is an answer."
TOLD = {"accept": ANSWERED, "decline": ANSWERED,
        "ask": "They are told that you asked something. Their answer comes back to the queue."}
NOBODY = "We cannot find anybody with that pen name. Please check how it is written."
moderators = for_roles(*STAFF_ROLES)
requests = Blueprint("board_requests", __name__, url_prefix="/moderation/board-requests")


@bp.route("/<slug>/join", methods=["GET", "POST"])
@members_only
def ask_to_join(slug: str) -> ResponseReturnValue:
    board, form = queries.front_for(viewer(), slug), BoardJoinForm()
    if not form.validate_on_submit():
        return show_front(board, form), 422 if form.is_submitted() else 200
    actions.ask_to_join(member(), board, form.why.data)
    flash("Thank you. Our team has your request.")
    return to(board.address)


@bp.get("/requests/<int:request_id>")
@members_only
def own_request(request_id: int) -> ResponseReturnValue:
    """Where a request of one's own stands, also when the board itself is not to be seen."""
    return show_own(queries.own_board_request(viewer(), request_id))


@bp.post("/requests/<int:request_id>/answer")
@members_only
def answer_team(request_id: int) -> ResponseReturnValue:
    mine, form = queries.own_board_request(viewer(), request_id), BoardAnswerForm()
    if not form.validate_on_submit():
        return show_own(mine, form), 422
    actions.answer_team(member(), mine.id, form.text.data)
    flash("Thank you. Our team has your answer.")
    return to(f"/forum/requests/{mine.id}")


@bp.post("/requests/<int:request_id>/withdraw")
@members_only
def withdraw_request(request_id: int) -> ResponseReturnValue:
    mine = queries.own_board_request(viewer(), request_id)
    actions.withdraw_request(member(), mine.id)
    flash("Your request is taken back, and what you wrote in it is deleted.")
    return to("/forum")


@requests.route("/<int:request_id>", methods=["GET", "POST"])
@moderators
def decide_request(request_id: int) -> ResponseReturnValue:
    asked, form = queries.board_request_for(viewer(), request_id), BoardDecisionForm()
    if not form.validate_on_submit():
        return show_request(asked, form), 422 if form.is_submitted() else 200
    words = form.words.data or ""
    if form.step.data == "accept":
        actions.accept_request(member(), asked.id, words)
    elif form.step.data == "ask":
        actions.ask_back(member(), asked.id, words)
    else:
        actions.decline_request(member(), asked.id, form.reason.data, words)
    flash(TOLD[form.step.data])
    return to("/moderation")


@bp.route("/<slug>/members", methods=["GET", "POST"])
@members_only
def board_members(slug: str) -> ResponseReturnValue:
    """Who is in; a POST of the team lets somebody in."""
    board, form = queries.member_board_for(viewer(), slug), AddMemberForm()
    if form.validate_on_submit():
        with form.refusals_beside("person"):
            actions.add_member(member(), board, found_by_name(form.person.data))
            flash("They are in, and are told so.")
            return to(f"{board.address}/members")
    people, page = queries.members_for(viewer(), board, page_number(request.args))
    shown = render_template(
        "forum/board-members.html", board=board, people=people, page=page, form=form,
        mine=queries.membership_of(viewer(), board),
        may_keep=policy.may_keep_members(viewer(), board))
    return shown, 422 if form.is_submitted() else 200


@bp.route("/<slug>/members/<person>/remove", methods=["GET", "POST"])
@moderators
def remove_member(slug: str, person: str) -> ResponseReturnValue:
    board, form = queries.member_board_for(viewer(), slug), RemoveMemberForm()
    inside = queries.member_of_slug(viewer(), board, person).user
    name = inside.pen_name
    if form.validate_on_submit():
        actions.remove_member(member(), board, inside, form.reason.data)
        flash(f"{name} is not in the board any more, and is told why.")
        return to(f"{board.address}/members")
    return act_page(
        form, heading=f"Take {name} out of {board.name}?", button="Take them out",
        lead="They read nothing of the board from then on. What they wrote stays.",
        cancel=f"{board.address}/members",
        crumbs=[(board.name, board.address), ("Who is in", f"{board.address}/members")])


@bp.post("/<slug>/leave")
@members_only
def leave_board(slug: str) -> ResponseReturnValue:
    board = queries.member_board_for(viewer(), slug)
    actions.leave_board(member(), board)
    flash(f"You have left “{board.name}”.")
    return to("/forum")


@bp.post("/<slug>/members/shown")
@members_only
def show_membership(slug: str) -> ResponseReturnValue:
    """Whether the others see that one is in."""
    board = queries.member_board_for(viewer(), slug)
    actions.show_membership(member(), board, request.form.get("shown") == "yes")
    flash("It is saved.")
    return to(f"{board.address}/members")


def show_own(mine: BoardRequest, form: BoardAnswerForm | None = None) -> str:
    return render_template("forum/board-request-mine.html", asked=mine, board=mine.board,
                           reasons=REASONS_TO_THEM, answer_form=form or BoardAnswerForm(
                               formdata=None),
                           may_enter=policy.may_enter(viewer(), mine.board))


def show_request(asked: BoardRequest, form: BoardDecisionForm) -> str:
    return page_before(BoardRequest.kind, asked.id) or render_template(
        "forum/board-request.html", asked=asked, form=form, reasons=REASONS,
        may_decide=policy.may_decide_request(viewer(), asked))


def found_by_name(name: str) -> User:
    """Raises Invalid where nobody who has joined has that pen name."""
    person = person_named(name)
    if person is None or not person.is_confirmed:
        raise Invalid(NOBODY, "person")
    return person


def show_front(board: Board, form: BoardJoinForm | None = None) -> str:
    """What somebody sees of a board that they are not in."""
    last: BoardRequest | None = None
    if viewer().id is not None:
        last = queries.last_board_request(viewer(), board)
    form = form or BoardJoinForm(formdata=None)
    form.why.label.text = board.question
    return render_template("forum/board-front.html", board=board, asked=last, form=form,
                           reasons=REASONS_TO_THEM, answer_form=BoardAnswerForm(formdata=None),
                           may_ask=policy.may_ask_to_join(viewer(), board, last))
