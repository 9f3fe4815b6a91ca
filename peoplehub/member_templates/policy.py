"""Permissions on members' templates. Predicates only: nothing here changes anything."""
from peoplehub.accounts.policy import may_write
from peoplehub.core.viewers import Viewer
from peoplehub.member_templates.choices import DRAFT
from peoplehub.member_templates.models import MemberTemplate


def may_share(viewer: Viewer) -> bool:
    return may_write(viewer)


def may_change(viewer: Viewer, template: MemberTemplate) -> bool:
    """Change it, send it, take it back: its author."""
    return may_write(viewer) and template.author_id == viewer.id and template.deleted_at is None


def may_review(viewer: Viewer) -> bool:
    """Editors, and those who look after the site."""
    return may_write(viewer) and (viewer.is_editor or viewer.is_moderator)


def may_review_this(viewer: Viewer, template: MemberTemplate) -> bool:
    """Nobody reviews their own, and nobody what was not sent."""
    return (may_review(viewer) and template.author_id != viewer.id
            and template.state != DRAFT and template.deleted_at is None)
