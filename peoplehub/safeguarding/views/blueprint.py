"""The blueprint of safeguarding, and who may come in."""
from flask import Blueprint

from peoplehub.accounts.auth import for_roles
from peoplehub.accounts.models import SAFEGUARDING

bp = Blueprint("safeguarding", __name__)
leads_only = for_roles(SAFEGUARDING)
