"""HTTP views of looking after advisors."""
from peoplehub.supervision.views import board, cover, load
from peoplehub.supervision.views.blueprint import bp

__all__ = ["board", "bp", "cover", "load"]
