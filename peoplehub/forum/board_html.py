"""The page of a board as HTML: its template is rendered once for each look that it can have
(`core.page_frames`), and filled in board by board."""
from typing import NamedTuple

from flask import render_template
from markupsafe import escape

from peoplehub.core.audiences import OF_BOARD
from peoplehub.core.page_frames import framed, pagination
from peoplehub.core.viewers import Viewer
from peoplehub.forum import policy
from peoplehub.forum.models import MEMBERS_WRITE, Board
from peoplehub.forum.post_html_cache import line_html
from peoplehub.forum.queries.board_pages import BoardPage
from peoplehub.forum.reply_rules import rules_of_board


class BoardLook(NamedTuple):
    """What makes the page of a board look other than the next: all that `forum/board.html` decides
    by."""

    is_member: bool
    audience: str
    is_indexed: bool
    is_first_page: bool
    asks_first: bool
    may_start: bool
    may_set_rules: bool
    may_ask: bool  # a visitor, where members may start a topic
    has_topics: bool
    has_waiting: bool
    patch: str  # the picture where there are no topics


def board_html(viewer: Viewer, board: Board, shown: BoardPage) -> str:
    page, lines, waiting = shown
    look = BoardLook(
        is_member=viewer.id is not None,
        audience=OF_BOARD if board.asks_first else board.audience,
        is_indexed=board.is_indexed, is_first_page=page.number == 1,
        asks_first=board.asks_first, may_start=policy.may_start(viewer, board),
        may_set_rules=policy.may_set_board_rules(viewer, board),
        may_ask=viewer.id is None and board.writers == MEMBERS_WRITE,
        has_topics=bool(lines), has_waiting=bool(waiting), patch="" if lines else board.patch,
    )
    return framed(
        "forum/board.html", "board", look, ask_about=f"?board={board.slug}",
        name=escape(board.name), description=escape(board.description), slug=board.slug,
        id=str(board.id), address=board.address, number=str(page.number),
        lines=line_html(lines, level=2, in_board=True),
        waiting=line_html(waiting, level=3, in_board=True),
        pages=pagination(page, board.address, "Pages of topics"), rules=rules_html(board),
    )


def rules_html(board: Board) -> str:
    """What is looked at first here. Without a time: a page kept for visitors stays true."""
    rules = rules_of_board(board.approval, board.rules_reason)
    return render_template("forum/_rules.html", rules=rules, is_board=True) if rules else ""
