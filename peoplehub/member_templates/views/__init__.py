"""HTTP views of members' templates."""
from peoplehub.member_templates.views import own, reading, reviewing
from peoplehub.member_templates.views.blueprint import bp

__all__ = ["bp", "own", "reading", "reviewing"]
