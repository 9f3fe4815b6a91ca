"""Pages with a form of the forum: the preview, and the form that comes back refused."""
from typing import Any

from flask import current_app, render_template, request
from flask_wtf import FlaskForm
from markupsafe import Markup

from peoplehub.accounts.auth import viewer
from peoplehub.accounts.queries import slugs_mentioned
from peoplehub.core import limits
from peoplehub.core.errors import TooMany
from peoplehub.core.forms import wants_preview
from peoplehub.core.text import has_content, render

LOOK = "answers"  # as the value of the button: what is there already, and not the words


def preview_of(text: str) -> Markup | None:
    """The words as they will look, or nothing when no look was asked for."""
    is_asked = wants_preview() and request.form["preview"] != LOOK
    return render(text, slugs_mentioned(text)) if is_asked and text else None


def answers_in_preview(title: str) -> list:
    """What is there already about a title, when a look was asked for."""
    return answers_for(title) if wants_preview() else []


def answers_for(title: str) -> list:
    """At most three sheets and topics that may answer it; none for somebody who asks too often."""
    if not has_content(title):
        return []
    try:
        limits.ask("answers", viewer().id or request.remote_addr)
    except TooMany:
        return []
    return current_app.extensions["answers_to"](viewer(), title)


def act_page(form: FlaskForm, **said: Any) -> tuple[str, int]:
    """A page with one form of the forum; 422 when it comes back refused."""
    refused = form.is_submitted() and not wants_preview()
    return render_template("forum/act.html", form=form, **said), 422 if refused else 200
