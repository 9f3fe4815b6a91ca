"""The blueprint of accounts, and what its views share."""
from flask import Blueprint, request

from peoplehub.accounts import user_agents

bp = Blueprint("accounts", __name__)


def this_browser() -> str:
    return user_agents.describe_browser(request.headers.get("User-Agent", ""))
