"""The blueprint of the forum, and what its views share."""
from flask import Blueprint, current_app, flash, g, redirect
from werkzeug import Response

from peoplehub.forum.models import Post
from peoplehub.forum.models.protocols import BoardColumns

bp = Blueprint("forum", __name__, url_prefix="/forum")

WAITS = "Thank you. A moderator looks at it first. {} Until then only you can see it."


@bp.after_request
def keep_out_of_search_engines(response: Response) -> Response:
    """Whatever stands in the forum, unless it is of a board that may be found."""
    if not g.get("is_indexed"):
        response.headers["X-Robots-Tag"] = "noindex"
    return response


def indexed_with(board: BoardColumns) -> None:
    """What is answered now may be shown by search engines if its board may."""
    g.is_indexed = board.is_indexed


def to(address: str, code: int = 303) -> Response:
    return redirect(address, code)


def to_post(post: Post) -> Response:
    """After writing: to the words, with a notice when they wait for a moderator."""
    if post.held_at:
        flash(WAITS.format(current_app.extensions["next_look"]()))
    return to(post.address)
