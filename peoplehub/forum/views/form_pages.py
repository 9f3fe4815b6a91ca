"""Pages with a form of the forum: the preview, and the form that comes back refused."""
from typing import Any

from flask import render_template
from flask_wtf import FlaskForm
from markupsafe import Markup

from peoplehub.accounts.queries import slugs_mentioned
from peoplehub.core.forms import wants_preview
from peoplehub.core.text import render


def preview_of(text: str) -> Markup | None:
    """The words as they will look, or nothing when no look was asked for."""
    return render(text, slugs_mentioned(text)) if wants_preview() and text else None


def act_page(form: FlaskForm, **said: Any) -> tuple[str, int]:
    """A page with one form of the forum; 422 when it comes back refused."""
    refused = form.is_submitted() and not wants_preview()
    return render_template("forum/act.html", form=form, **said), 422 if refused else 200
