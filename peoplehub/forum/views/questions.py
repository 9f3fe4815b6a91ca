"""Asking a question from any page: a visitor registers afterwards, and the question waits."""
from urllib.parse import urlencode

from flask import (
    Blueprint,
    current_app,
    flash,
    jsonify,
    redirect,
    render_template,
    request,
    session,
    url_for,
)
from flask.typing import ResponseReturnValue
from werkzeug import Response

from peoplehub.accounts.auth import viewer
from peoplehub.core import limits
from peoplehub.core.audiences import ANYONE
from peoplehub.core.errors import TooMany
from peoplehub.core.forms import wants_preview
from peoplehub.folding.content_notes import fields_of
from peoplehub.folding.not_today import folded
from peoplehub.forum import actions, queries
from peoplehub.forum.forms import UNSURE, AskForm
from peoplehub.forum.models import Board, PendingQuestion, Post
from peoplehub.forum.suggestions import suggested_board
from peoplehub.forum.views.blueprint import to_post
from peoplehub.forum.views.form_pages import answers_for, answers_in_preview, preview_of

bp = Blueprint("ask", __name__)

FROM_PAGE = "We chose this from the page you came from. You can change it."
FROM_WORDS = "We chose this from your words. You can change it."


@bp.get("/ask")
def question() -> ResponseReturnValue:
    """Only the address that one was led along shows kept words: whoever opens this page next in the
    same browser finds it empty."""
    kept = pending_question(request.args.get("kept"))
    if kept is not None and kept.post is not None:
        return redirect(kept.post.address, 303) if viewer().id else show(form_for(None))
    return show(form_for(kept), kept)


@bp.get("/ask/answers")
def answers() -> ResponseReturnValue:
    """For a script: what is there already about the title that somebody is writing."""
    found = answers_for(request.args.get("title", ""))
    html = render_template("forum/_answers.html", answers=found) if found else ""
    return jsonify(html=folded(viewer(), html), found=len(found))


@bp.post("/ask")
def ask() -> ResponseReturnValue:
    form = AskForm().with_files_of(viewer())
    boards = offer(form)
    form.board.data = form.board.data or UNSURE
    if wants_preview() or not form.validate_on_submit():
        suggest(form, boards, f"{form.title.data} {form.text.data}", FROM_WORDS)
        return show(form), 422 if form.errors and not wants_preview() else 200
    board = boards.get(form.board.data) or board_fitting(form, boards)
    if viewer().id is None:
        return keep(board, form)
    with form.refusals_beside("text"):
        return asked(form, board, actions.start_topic(
            viewer(), board, form.title.data, form.text.data, anonymous=form.anonymous.data,
            made_with_ai=form.made_with_ai.data, files=form.kept_files, note=form.note,
            tags=form.tags.data or ()))
    return show(form), 422


def asked(form: AskForm, board: Board, post: Post) -> Response:
    """It is there: what was kept of it goes."""
    if kept := pending_question(form.kept.data):
        actions.question_was_posted(viewer(), kept, post)
    session.pop("asked", None)
    if form.board.data == UNSURE:
        flash(f"We put your question in “{board.name}”. A moderator can move it.")
    return to_post(post)


def keep(board: Board, form: AskForm) -> Response:
    """A visitor's words: they wait here, and the address of the way back says where."""
    limits.ask("question from", request.remote_addr)
    token = actions.save_question(board, form.title.data, form.text.data, form.anonymous.data,
                                  form.made_with_ai.data, form.note)
    session["asked"] = token
    return redirect(url_for("accounts.join", next="/ask?" + urlencode({"kept": token})), 303)


def pending_question(token: str | None) -> PendingQuestion | None:
    return queries.question_for(viewer(), token or "", session.get("asked", ""))


def form_for(kept: PendingQuestion | None) -> AskForm:
    """Empty but for what is known: the board that they come from (`board`), or what the page that
    they come from is about (`about`); or the words that were kept."""
    if kept is None:
        form = AskForm(board=request.args.get("board"), title=request.args.get("title"),
                       text=request.args.get("text"))
    else:
        form = AskForm(board=kept.board.slug, title=kept.title, text=kept.text,
                       anonymous=kept.anonymous, made_with_ai=kept.made_with_ai,
                       kept=request.args.get("kept"), **fields_of(kept.note))
    boards = offer(form)
    if form.board.data not in boards:
        form.board.data = UNSURE
        suggest(form, boards, request.args.get("about", ""), FROM_PAGE)
    elif kept is None:
        form.board.description = FROM_PAGE
    return form


def offer(form: AskForm) -> dict:
    """Put the boards where this viewer may ask into the form, and to leave it to us; gives the
    boards back by slug."""
    boards = {board.slug: board for board in queries.boards_to_ask_in(viewer())}
    form.board.choices = [(slug, board.name) for slug, board in boards.items()]
    if boards:
        form.board.choices.insert(0, (UNSURE, "I am not sure. Choose for me"))
    return boards


def suggest(form: AskForm, boards: dict, words: str, why: str) -> None:
    """Where no board is chosen: choose the one that fits best, and say in the form that it is a
    guess. A choice of the person's own is never changed."""
    if form.board.data == UNSURE and (board := board_like(boards, words)):
        form.board.data, form.board.description = board.slug, why


def board_fitting(form: AskForm, boards: dict) -> Board:
    """The best guess for a question that is sent without a choice; without any, the first board."""
    guess = board_like(boards, f"{form.title.data} {form.text.data}")
    return guess or next(iter(boards.values()))


def board_like(boards: dict, words: str) -> Board | None:
    """The board, of those where this viewer may ask, that fits these words best; or None."""
    if not words.strip():
        return None
    try:
        limits.ask("search", viewer().id or request.remote_addr)
        similar = current_app.extensions["posts_like"](viewer(), words)
    except TooMany:
        similar = []
    return suggested_board(boards.values(), words, similar)


def show(form: AskForm, kept: PendingQuestion | None = None) -> str:
    boards = queries.boards_to_ask_in(viewer())
    return render_template(
        "forum/ask.html", form=form, kept=kept, boards=boards,
        preview=preview_of(form.text.data or ""),
        answers=answers_in_preview(form.title.data or ""),
        all_open=all(board.audience == ANYONE for board in boards),
    )
