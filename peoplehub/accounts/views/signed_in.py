"""Where somebody goes who has just signed in."""
from flask import render_template
from flask.typing import ResponseReturnValue

from peoplehub.accounts.models import User
from peoplehub.accounts.views.joining import lead_on
from peoplehub.core import error_pages, unsent_forms
from peoplehub.core.patches import flask_login_user


def signed_in(person: User, address: str, unsent: str | None) -> ResponseReturnValue:
    """To what could not be sent before they signed in again, if it is theirs; else to `address`."""
    form = unsent_forms.read(unsent, person.id)
    if form is None or person.is_waiting_to_join or not person.has_declared:
        return lead_on(person, address)
    flask_login_user.forget_person()  # the page has the counts that come with the session
    return render_template(
        "accounts/send-now.html", form=form, next=address, label=error_pages.label_of,
        typed=error_pages.words_of(form.fields.items()),
    )
