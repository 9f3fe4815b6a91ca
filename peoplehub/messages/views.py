"""The pages and addresses of private messages. Scripts get JSON from the same ones."""
from itertools import groupby

from flask import Blueprint, Response, jsonify, redirect, render_template, request, url_for
from slugify import slugify

from peoplehub.accounts import queries as people
from peoplehub.accounts.doors import members_only, viewer
from peoplehub.core import words
from peoplehub.core.errors import Forbidden, Invalid, NotFound
from peoplehub.core.paging import Page, page_number
from peoplehub.core.refusals import wants_json
from peoplehub.messages import actions, policy, queries
from peoplehub.messages.forms import MessageForm, NewMessageForm
from peoplehub.messages.models import Conversation, Message

PAGE = 30  # conversations
BESIDE = 12  # conversations beside an open one
NOT_OPEN = "You cannot write to this person. You can write to a peer advisor or to the team."

bp = Blueprint("messages", __name__, url_prefix="/messages")
bp.add_app_template_global(policy.may_start, "may_write_to")  # for links on other rooms' pages


@bp.get("")
@members_only
def conversations():
    page = Page(page_number(request.args), PAGE, queries.conversations_count(viewer())).checked()
    listed = queries.conversations_for(viewer(), limit=PAGE, offset=page.offset)
    advisors = people.advisors_for(viewer()) if not listed else []
    return render_template("messages/conversations.html", listed=listed, page=page,
                           advisors=advisors)


@bp.route("/new", methods=["GET", "POST"])
@members_only
def start():
    name = (request.form.get("to") or request.args.get("to") or "").strip()[:80]
    if not name:
        return _whom()
    try:
        other = people.person_for(viewer(), slugify(name))
    except NotFound:
        return _not_found_whom(name)
    form = NewMessageForm(to=other.slug)
    if request.method == "GET" and (begun := queries.conversation_with(viewer(), other)):
        return redirect(begun.address)
    if request.method == "GET" and not policy.may_start(viewer(), other):
        raise Forbidden(NOT_OPEN)
    if form.validate_on_submit():
        try:
            return _sent(actions.start(viewer(), other, form.text.data, form.client_id.data))
        except Invalid as refusal:
            form.text.errors = [str(refusal)]
    return _form_again("messages/new.html", form=form, other=other,
                       is_knock=not policy.needs_no_knock(viewer(), other))


@bp.route("/<int:conversation_id>", methods=["GET", "POST"])
@members_only
def conversation(conversation_id: int):
    found, form = queries.conversation_for(viewer(), conversation_id), MessageForm()
    if form.validate_on_submit():
        try:
            return _sent(actions.send(viewer(), found, form.text.data, form.client_id.data))
        except Invalid as refusal:
            form.text.errors = [str(refusal)]
    return _form_again("messages/conversation.html", **_page_of(found), form=form)


@bp.get("/<int:conversation_id>/since")
@members_only
def since(conversation_id: int):
    found = queries.conversation_for(viewer(), conversation_id)
    after = _number(request.args.get("after", "0"))
    messages, more = queries.messages_since(found, after)
    gone = queries.gone_before(found, viewer(), after)
    return jsonify(
        messages=[message.told_to(viewer()) for message in messages],
        more=more,
        gone=[message.told_to(viewer()) for message in gone],
        delivered=_delivered(found),
        read=_read(found),
    )


@bp.post("/<int:conversation_id>/read")
@members_only
def mark_read(conversation_id: int):
    found = queries.conversation_for(viewer(), conversation_id)
    actions.mark_read(viewer(), found, _number(request.form.get("number", "")))
    return _done(found)


@bp.post("/<int:conversation_id>/delivered")
@members_only
def mark_delivered(conversation_id: int):
    found = queries.conversation_for(viewer(), conversation_id)
    actions.mark_delivered(viewer(), found, _number(request.form.get("number", "")))
    return _done(found)


@bp.post("/<int:conversation_id>/accept")
@members_only
def accept(conversation_id: int):
    found = queries.conversation_for(viewer(), conversation_id)
    actions.accept(viewer(), found)
    return redirect(f"{found.address}#write", 303)


@bp.post("/<int:conversation_id>/decline")
@members_only
def decline(conversation_id: int):
    found = queries.conversation_for(viewer(), conversation_id)
    actions.decline(viewer(), found)
    if request.form.get("report"):
        first = queries.message_for(viewer(), conversation_id, 1)
        return redirect(f"/report/message/{first.id}", 303)
    return redirect(url_for("messages.conversations"), 303)


@bp.post("/<int:conversation_id>/mute")
@members_only
def mute(conversation_id: int):
    found = queries.conversation_for(viewer(), conversation_id)
    actions.mute(viewer(), found, muted=request.form.get("muted") == "1")
    return redirect(found.address, 303)


@bp.route("/<int:conversation_id>/<int:number>/take-away", methods=["GET", "POST"])
@members_only
def take_away(conversation_id: int, number: int):
    message = queries.message_for(viewer(), conversation_id, number)
    if not policy.may_take_away(viewer(), message):
        raise NotFound()
    if request.method == "POST":
        return redirect(actions.take_away(viewer(), message).address, 303)
    return render_template(
        "layout/confirm.html", heading="Take this message away?",
        sentence="Its words go from your page and from the other person’s. A line stays in its "
                 "place that says you took it away.",
        action=request.path, button="Take it away", cancel=message.address, danger=True,
    )


def _whom(asked: str = "") -> str:
    advisors = people.advisors_for(viewer())
    return render_template("messages/whom.html", advisors=advisors, asked=asked)


def _not_found_whom(name: str):
    if request.method == "POST":
        raise NotFound("We cannot find that person. What you typed is safe.")
    return _whom(name), 404


def _sent(message: Message) -> Response | tuple[Response, int]:
    if not wants_json():
        return redirect(message.address, 303)
    told = message.told_to(viewer())
    return jsonify(told), 201 if message.is_new else 200


def _form_again(template: str, **context):
    """The page with its form: as it was asked for, or with what is to put right."""
    form: MessageForm = context["form"]
    if form.errors and wants_json():
        return jsonify(error=next(iter(form.refusals.values()))), 422
    return render_template(template, **context), 422 if form.errors else 200


def _page_of(found: Conversation) -> dict:
    before = request.args.get("before")
    shown = queries.messages_before(found, _number(before) if before is not None else None)
    return {
        "conversation": found,
        "other": found.other(viewer().id).user,
        "mine": found.participant(viewer().id),
        "shown": shown,
        "days": _by_day(shown.messages),
        "listed": queries.conversations_for(viewer(), limit=BESIDE),
        "may_send": policy.may_send(viewer(), found),
        "may_answer": policy.may_answer(viewer(), found),
        "must_wait": policy.must_wait(viewer(), found),
        "may_type": policy.both_switched_on("typing", found),
        "delivered": _delivered(found),
        "read": _read(found),
        "last_own": _last_own(shown.messages),
    }


def _by_day(messages: list[Message]) -> list[tuple[str, str, list[Message]]]:
    """The messages under the day each was sent on: (2026-11-22, Today, messages)."""
    days = groupby(messages, key=lambda message: words.local(message.published_at).date())
    grouped = [(day.isoformat(), list(those)) for day, those in days]
    return [(day, words.day_name(those[0].published_at), those) for day, those in grouped]


def _delivered(found: Conversation) -> int:
    return found.other(viewer().id).delivered_number


def _read(found: Conversation) -> int:
    """How far the other has read, if both want that known."""
    if not policy.both_switched_on("read_signs", found):
        return 0
    return found.other(viewer().id).read_number


def _last_own(messages: list[Message]) -> int:
    """The message that says how far it has come; older ones have come as far."""
    own = [message.number for message in messages if message.author_id == viewer().id]
    return own[-1] if own else 0


def _done(found: Conversation):
    return ("", 204) if wants_json() else redirect(found.address, 303)


def _number(said: str) -> int:
    if not (said.isascii() and said.isdigit() and len(said) < 10):
        raise Invalid("That is not the number of a message.")
    return int(said)
