"""Replying to a topic: posted, previewed, or refused with the text kept."""
from flask import request
from flask.typing import ResponseReturnValue

from peoplehub.accounts.auth import members_only, viewer
from peoplehub.core.forms import wants_preview
from peoplehub.forum import actions, queries
from peoplehub.forum.forms import ReplyForm
from peoplehub.forum.models import page_of
from peoplehub.forum.views.blueprint import bp, to, to_post
from peoplehub.forum.views.post_moves import renumber
from peoplehub.forum.views.topics import show


@bp.post("/topics/<int:topic_id>/replies")
@members_only
def reply(topic_id: int) -> ResponseReturnValue:
    form = ReplyForm().with_files_of(viewer())
    if "from" in request.args:
        renumber(form, request.args["from"])
    if not wants_preview() and form.validate_on_submit():
        with form.refusals_beside("text"):
            return to_post(actions.reply(viewer(), topic_id, form.text.data, form.anonymous.data,
                                         form.made_with_ai.data, form.kept_files,
                                         form.answers.data, form.note))
    topic = queries.topic_page_for(viewer(), topic_id)
    page = show(topic, page_of(max(1, topic.last_number)), form)
    return page, 200 if wants_preview() else 422


@bp.get("/topics/<int:topic_id>/replies")
def replies(topic_id: int) -> ResponseReturnValue:
    """Somebody came back here after signing in: to the box."""
    return to(queries.topic_for(viewer(), topic_id).address + "#reply", 302)
