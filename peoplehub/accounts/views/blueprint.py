"""The blueprint of accounts, and what its views share."""
from flask import Blueprint, request

from peoplehub.accounts import user_agents
from peoplehub.core.errors import Invalid
from peoplehub.core.forms import Form

bp = Blueprint("accounts", __name__)


def this_browser() -> str:
    return user_agents.describe_browser(request.headers.get("User-Agent", ""))


def put_beside(form: Form, refusal: Invalid) -> Form:
    """Show why an act refused what the form let through: beside its field, or at the top."""
    if refusal.field in form:
        form[refusal.field].errors = [str(refusal)]
    else:
        form.form_errors.append(str(refusal))
    return form
