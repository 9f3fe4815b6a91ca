"""Adding and changing boards."""
from flask import flash, redirect, render_template, url_for
from flask.typing import ResponseReturnValue

from peoplehub.accounts.auth import viewer
from peoplehub.admin import queries
from peoplehub.admin.forms import BoardForm
from peoplehub.admin.views.blueprint import bp, site_team
from peoplehub.forum import actions
from peoplehub.forum.models import Board


@bp.get("/admin/boards")
@site_team
def boards() -> ResponseReturnValue:
    return render_template("admin/boards.html", boards=queries.boards_for(viewer()))


@bp.route("/admin/boards/new", methods=["GET", "POST"])
@site_team
def new_board() -> ResponseReturnValue:
    last = max((board.position for board in queries.boards_for(viewer())), default=0)
    return save(None, BoardForm(data={"position": str(last + 1)}))


@bp.route("/admin/boards/<int:board_id>", methods=["GET", "POST"])
@site_team
def board(board_id: int) -> ResponseReturnValue:
    board = queries.board_for(viewer(), board_id)
    return save(board, BoardForm.of_board(board))


def save(board: Board | None, form: BoardForm) -> ResponseReturnValue:
    if form.validate_on_submit():
        with form.refusals_beside():
            saved = actions.save_board(viewer(), board, seen=form.seen.data or "", **form.fields)
            flash(f"The board “{saved.name}” is saved.")
            return redirect(url_for(".boards"), 303)
    status = 422 if form.is_submitted() else 200
    return render_template("admin/board.html", board=board, form=form), status
