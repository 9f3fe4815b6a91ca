"""The blueprint of online safety, and who may come in."""
from flask import Blueprint

from peoplehub.accounts.auth import for_roles
from peoplehub.accounts.models import STAFF_ROLES

bp = Blueprint("online_safety", __name__)
team_only = for_roles(*STAFF_ROLES)
