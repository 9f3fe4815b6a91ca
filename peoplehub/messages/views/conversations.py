"""The list of conversations, and starting one."""
from flask import redirect, render_template, request
from flask.typing import ResponseReturnValue
from slugify import slugify

from peoplehub.accounts import queries as people
from peoplehub.accounts.auth import member, members_only, viewer
from peoplehub.accounts.models import User
from peoplehub.accounts.policy import may_write
from peoplehub.core.errors import Forbidden, NotFound
from peoplehub.core.paging import Page, page_number
from peoplehub.messages import actions, policy, queries
from peoplehub.messages.forms import NewMessageForm
from peoplehub.messages.views.blueprint import bp, form_again, sent

PAGE = 30  # conversations
NOT_OPEN = "You cannot write to this person. You can write to a peer advisor or to the team."


@bp.get("")
@members_only
def conversations() -> ResponseReturnValue:
    page = Page(page_number(request.args), PAGE, queries.conversations_count(viewer())).checked()
    listed = queries.conversations_for(viewer(), limit=PAGE, offset=page.offset)
    advisors = _advisors() if not listed else []
    waiting = len(queries.requests_for(viewer())) if page.number == 1 else 0
    return render_template("messages/conversations.html", listed=listed, page=page,
                           advisors=advisors, waiting=waiting)


@bp.route("/new", methods=["GET", "POST"])
@members_only
def start() -> ResponseReturnValue:
    name = (request.form.get("to") or request.args.get("to") or "").strip()[:80]
    if not name:
        return _whom()
    try:
        other = people.person_for(viewer(), slugify(name))
    except NotFound:
        return _not_found_whom(name)
    begun = queries.conversation_with(member(), other)
    if request.method == "GET" and begun:
        return redirect(begun.address)
    if not may_write(viewer()):
        raise Forbidden(viewer().standing_words or NOT_OPEN)
    if not begun and request.method == "GET" and policy.meets_full_advisor(viewer(), other):
        return _whom(full=other.pen_name)
    if not begun and not policy.may_start(viewer(), other) and not (
            policy.meets_full_advisor(viewer(), other)):
        return _not_found_whom(name)  # as for somebody who is not here: not even a block is told
    form = NewMessageForm(to=other.slug)
    if form.validate_on_submit():
        with form.refusals_beside("text"):
            return sent(actions.start(viewer(), other, form.text.data, form.client_id.data))
    return form_again("messages/new.html", form=form, other=other,
                      is_request=not policy.needs_no_request(viewer(), other))


def _whom(asked: str = "", full: str = "") -> str:
    return render_template("messages/whom.html", advisors=_advisors(), asked=asked, full=full)


def _advisors() -> list[User]:
    """Those who take first messages now."""
    return [one for one in people.advisors_for(viewer()) if not policy.is_full(one)]


def _not_found_whom(name: str) -> ResponseReturnValue:
    if request.method == "POST":
        raise NotFound("We cannot find that person. What you typed is safe.")
    return _whom(name), 404
