"""Message requests: all that wait on one page, and what is done with several at once."""
from flask import flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue

from peoplehub.accounts import actions as accounts
from peoplehub.accounts.auth import member, members_only, viewer
from peoplehub.core.errors import Forbidden
from peoplehub.core.formatting import count
from peoplehub.core.url_routing import LARGEST_NUMBER
from peoplehub.messages import actions, queries
from peoplehub.messages.models import Message
from peoplehub.messages.views.blueprint import bp

NONE_CHOSEN = "Tick at least one of them first."
DONE = "{} declined. Nobody is told."


@bp.route("/requests", methods=["GET", "POST"])
@members_only
def requests() -> ResponseReturnValue:
    if request.method == "GET":
        return render_template("messages/requests.html", waiting=queries.requests_for(viewer()))
    chosen = queries.requests_for(viewer(), _numbers_of(request.form.getlist("conversation")))
    if not chosen:
        waiting = queries.requests_for(viewer())
        return render_template("messages/requests.html", waiting=waiting, error=NONE_CHOSEN), 422
    done = sum(decline_one(first, request.form.get("block") == "1") for first in chosen)
    flash(DONE.format(count(done, "message")))
    return redirect(url_for("messages.conversations"), 303)


def decline_one(first: Message, with_block: bool) -> bool:
    """Each is an act of its own. Returns whether it still waited."""
    try:
        actions.decline(viewer(), first.conversation)
    except Forbidden:
        return False
    if with_block and first.author is not None:
        accounts.block(member(), first.author)
    return True


def _numbers_of(said: list[str]) -> list[int]:
    numbers = [int(one) for one in said[:queries.MOST_REQUESTS]
               if one.isascii() and one.isdigit() and len(one) < 10]
    return [number for number in numbers if number <= LARGEST_NUMBER]
