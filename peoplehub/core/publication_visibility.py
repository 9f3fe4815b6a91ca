"""Who may see and report a published piece, as conditions of SQL: the part of `Publication` that
queries use."""
from typing import Any

from sqlalchemy import ColumnElement, Select, and_, or_

from peoplehub.core.viewers import Viewer


class Visibility:
    """A mixin for the columns of `Publication`: its author, and when it was published, deleted,
    held and hidden."""

    @classmethod
    def is_out(cls: Any) -> ColumnElement[bool]:
        """`is_shown` in SQL: published, and neither deleted, held nor hidden."""
        return and_(
            cls.published_at.is_not(None),
            cls.deleted_at.is_(None),
            cls.held_at.is_(None),
            cls.hidden_at.is_(None),
        )

    @classmethod
    def shown_to(cls: Any, viewer: Viewer) -> ColumnElement[bool]:
        """Pieces whose own state lets `viewer` see them; their place is asked elsewhere."""
        if viewer.is_moderator:
            return cls.published_at.is_not(None)
        if viewer.id is None:
            return cls.is_out()
        return or_(cls.is_out(), and_(cls.author_id == viewer.id, cls.deleted_at.is_(None)))

    @classmethod
    def was_shown_to(cls: Any, viewer: Viewer) -> ColumnElement[bool]:
        """Pieces whose own state lets `viewer` see them, or did. What is held waits unseen."""
        once = and_(cls.published_at.is_not(None), cls.held_at.is_(None))
        return or_(once, cls.shown_to(viewer))

    @property
    def below(self) -> list[tuple[type[Any], ColumnElement[bool]]]:
        """The pieces that are shown only while this one is: of which kind, and which of them."""
        return []

    @classmethod
    def readable(cls, viewer: Viewer) -> Select:
        """Every piece `viewer` may read: place and state. Each package says how."""
        raise NotImplementedError(cls)

    @classmethod
    def reportable(cls, viewer: Viewer) -> Select:
        """Every piece `viewer` may report: what they may have read in its place, whatever became
        of it or of the people since. Being blocked, taken away or hidden does not end it."""
        raise NotImplementedError(cls)
