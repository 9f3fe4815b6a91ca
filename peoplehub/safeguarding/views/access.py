"""Break-glass access: leads open a private conversation for a reason, and see who did."""
from flask import flash, redirect, render_template, request
from flask.typing import ResponseReturnValue

from peoplehub.accounts import queries as accounts
from peoplehub.accounts.auth import member, viewer
from peoplehub.accounts.models import User
from peoplehub.core.paging import page_number
from peoplehub.messages import queries as messages
from peoplehub.messages.views.blueprint import message_number
from peoplehub.safeguarding import actions, policy, queries
from peoplehub.safeguarding.forms import OpenConversationForm, WithholdForm
from peoplehub.safeguarding.models import ConversationAccess
from peoplehub.safeguarding.views.blueprint import bp, leads_only

NOBODY = "Nobody here has this name. Please check it."
NOT_THESE = "Choose two people, and none of them yourself. Your own messages are on your page."
WITHHELD = "They are not told. You will hear on that day that somebody has to look again."


@bp.get("/safeguarding/conversations")
@leads_only
def conversations() -> ResponseReturnValue:
    found, page = queries.accesses_for(viewer(), page_number(request.args))
    return render_template("safeguarding/conversations.html", accesses=found, page=page)


@bp.route("/safeguarding/conversations/open", methods=["GET", "POST"])
@leads_only
def open_conversation() -> ResponseReturnValue:
    form = OpenConversationForm()
    people = _people_of(form) if form.validate_on_submit() else None
    if people is None:
        page = render_template("safeguarding/open-conversation.html", form=form)
        return page, 422 if form.is_submitted() else 200
    access = actions.open_conversation(member(), *people, form.worry.data, form.reason.data,
                                       form.wait.data)
    return redirect(access.address, 303)


@bp.get("/safeguarding/conversations/<int:access_id>")
@leads_only
def conversation_access(access_id: int) -> ResponseReturnValue:
    return show_access(queries.access_for(viewer(), access_id), WithholdForm(formdata=None))


@bp.post("/safeguarding/conversations/<int:access_id>/withhold")
@leads_only
def withhold(access_id: int) -> ResponseReturnValue:
    access, form = queries.access_for(viewer(), access_id), WithholdForm()
    if not form.validate_on_submit():
        return show_access(access, form), 422
    actions.withhold(member(), access, form.reason.data, form.review_on.data)
    flash(WITHHELD)
    return redirect(access.address, 303)


@bp.post("/safeguarding/conversations/<int:access_id>/tell")
@leads_only
def tell_people(access_id: int) -> ResponseReturnValue:
    access = queries.access_for(viewer(), access_id)
    actions.tell_now(member(), access)
    flash("Both are told now.")
    return redirect(access.address, 303)


def show_access(access: ConversationAccess, form: WithholdForm) -> str:
    """With the messages for the lead who opened them, for twenty minutes."""
    is_open, shown, before = access.is_open_to(viewer()), None, request.args.get("before")
    if is_open and access.conversation_id:
        conversation = messages.conversation(access.conversation_id)
        shown = messages.messages_before(conversation, message_number(before) if before else None)
    return render_template(
        "safeguarding/conversation-access.html", access=access, form=form, is_open=is_open,
        shown=shown, may_withhold=policy.may_withhold(viewer(), access),
        may_tell=policy.may_tell(viewer(), access))


def _people_of(form: OpenConversationForm) -> tuple[User, User] | None:
    """The two who are named; None with a sentence beside what is wrong."""
    one, other = (accounts.person_named(field.data) for field in (form.one, form.other))
    for field, person in ((form.one, one), (form.other, other)):
        if person is None:
            field.errors = [NOBODY]
    if one is None or other is None:
        return None
    if not policy.may_open_conversation(viewer(), one, other):
        form.other.errors = [NOT_THESE]
        return None
    return one, other
