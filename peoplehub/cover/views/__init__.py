"""HTTP views of being away and of standing in."""
from peoplehub.cover.views import away, families
from peoplehub.cover.views.panels import bp

__all__ = ["away", "bp", "families"]
