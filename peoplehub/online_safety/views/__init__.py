"""Pages of online safety: for everybody, for the team, and for leads."""
from peoplehub.online_safety.views import evidence, public, team
from peoplehub.online_safety.views.blueprint import bp

__all__ = ["bp", "evidence", "public", "team"]
