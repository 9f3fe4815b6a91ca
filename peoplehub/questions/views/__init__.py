"""Views of questions and answers."""
from peoplehub.questions.views import editor, reading
from peoplehub.questions.views.blueprint import bp

__all__ = ["bp", "editor", "reading"]
