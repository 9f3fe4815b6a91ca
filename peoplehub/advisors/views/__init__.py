"""HTTP views of advisors: the directory, requests, matches, advisors' own
pages, coordinators'."""
from peoplehub.advisors.views import advising, boundaries, coordination, matches, requests
from peoplehub.advisors.views.directory import bp

__all__ = ["advising", "boundaries", "bp", "coordination", "matches", "requests"]
