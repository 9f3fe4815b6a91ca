"""The blueprint of administration, and its access control."""
from flask import Blueprint

from peoplehub.accounts.auth import for_roles
from peoplehub.accounts.models import ADMIN, SAFEGUARDING

bp = Blueprint("admin", __name__)
overseers = for_roles(ADMIN, SAFEGUARDING)
site_team = for_roles(ADMIN)
