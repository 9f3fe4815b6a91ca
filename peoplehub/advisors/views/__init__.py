"""HTTP views of advisors: the directory, requests, advisors' own pages, coordinators'."""
from peoplehub.advisors.views import advising, coordination, requests
from peoplehub.advisors.views.directory import bp

__all__ = ["advising", "bp", "coordination", "requests"]
