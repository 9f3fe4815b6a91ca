"""The pages of those who keep the site."""
from peoplehub.admin.views import boards, health, letters, overview, people, record
from peoplehub.admin.views.door import bp

__all__ = ["boards", "bp", "health", "letters", "overview", "people", "record"]
