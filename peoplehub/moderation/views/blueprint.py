"""The blueprint of moderation, and who may come in."""
from flask import Blueprint

from peoplehub.accounts.auth import for_roles
from peoplehub.accounts.models import STAFF_ROLES

bp = Blueprint("moderation", __name__)
moderators = for_roles(*STAFF_ROLES)
