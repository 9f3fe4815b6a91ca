"""Permissions on questions and answers: those of the library."""
from peoplehub.core.viewers import Viewer
from peoplehub.library.policy import looks_after_all, may_manage
from peoplehub.questions.models import Question


def may_write(viewer: Viewer) -> bool:
    return may_manage(viewer)


def may_edit(viewer: Viewer, question: Question) -> bool:
    """Change, publish, take back, check: the owner, and those who look after the site."""
    return may_manage(viewer) and (
        looks_after_all(viewer) or question.author_id == viewer.id)
