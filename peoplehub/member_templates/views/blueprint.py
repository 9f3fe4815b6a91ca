"""The blueprint of members' templates."""
from flask import Blueprint

bp = Blueprint("member_templates", __name__, url_prefix="/templates")
