"""Boards: the list, one board, and starting a topic there."""
from flask import render_template, request
from flask.typing import ResponseReturnValue

from peoplehub.accounts.auth import members_only, viewer
from peoplehub.core.errors import NotFound
from peoplehub.core.forms import wants_preview
from peoplehub.core.page_cache import cached_page
from peoplehub.core.paging import page_number
from peoplehub.forum import actions, policy, queries
from peoplehub.forum.board_html import board_html
from peoplehub.forum.forms import TopicForm
from peoplehub.forum.models import Board
from peoplehub.forum.post_html_cache import line_html
from peoplehub.forum.reply_rules import rules_of_board
from peoplehub.forum.views.blueprint import bp, indexed_with, to_post
from peoplehub.forum.views.board_members import show_front
from peoplehub.forum.views.form_pages import answers_in_preview, preview_of

bp.add_app_template_global(queries.topics_by, "topics_by")  # for the page of a person
bp.add_app_template_global(line_html)

@bp.get("")
def boards() -> ResponseReturnValue:
    return cached_page(viewer(), show_boards, "forum", "accounts")


def show_boards() -> str:
    return render_template(
        "forum/boards.html",
        boards=queries.boards_for(viewer()),
        fronts=queries.fronts_for(viewer()),
        unanswered=queries.unanswered_for(viewer(), 4),
    )


@bp.get("/<slug>")
def board(slug: str) -> ResponseReturnValue:
    number = page_number(request.args)
    return cached_page(viewer(), lambda: show_board(slug, number), "forum", "accounts",
                       number=number)


def show_board(slug: str, number: int) -> str:
    try:
        board = queries.board_for(viewer(), slug)
    except NotFound:
        return show_front(queries.front_for(viewer(), slug))
    indexed_with(board)
    return board_html(viewer(), board, queries.board_page_for(viewer(), board, number))


@bp.route("/<slug>/new", methods=["GET", "POST"])
@members_only
def start_topic(slug: str) -> ResponseReturnValue:
    board, form = queries.board_for(viewer(), slug), TopicForm().with_files_of(viewer())
    if not wants_preview() and form.validate_on_submit():
        with form.refusals_beside("text"):
            return to_post(actions.start_topic(
                viewer(), board, form.title.data, form.text.data, anonymous=form.anonymous.data,
                made_with_ai=form.made_with_ai.data, files=form.kept_files,
                note=form.note, tags=form.tags.data or ()))
    return show_form(board, form)


def show_form(board: Board, form: TopicForm) -> ResponseReturnValue:
    page = render_template(
        "forum/new.html",
        board=board,
        form=form,
        preview=preview_of(form.text.data or ""),
        answers=answers_in_preview(form.title.data or ""),
        may_start=policy.may_start(viewer(), board),
        rules=rules_of_board(board.approval, board.rules_reason),
    )
    return page, 422 if form.is_submitted() and not wants_preview() else 200
