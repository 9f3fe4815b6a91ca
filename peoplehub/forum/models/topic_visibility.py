"""Who may see a topic, as conditions of SQL."""
from typing import Any

from sqlalchemy import ColumnElement, Select, and_, or_, select
from sqlalchemy.orm import contains_eager

from peoplehub.core.viewers import Viewer
from peoplehub.forum.models.boards import Board


class TopicVisibility:
    """A mixin of `Topic`."""

    @classmethod
    def shown_to(cls: Any, viewer: Viewer) -> ColumnElement[bool]:
        """By the topic's own state; its board's audience is asked elsewhere."""
        if viewer.id is None:
            return cls.listed.is_(True)
        if viewer.is_moderator:
            return cls.merged_into_id.is_(None)
        own = and_(cls.author_id == viewer.id, cls.taken_away_at.is_(None),
                   cls.merged_into_id.is_(None))
        return or_(cls.listed.is_(True), own)

    @property
    def asker_name(self: Any) -> str:
        """Of who asked under their name, and has not left."""
        return self.author.pen_name if self.author and not self.anonymous else ""

    @classmethod
    def readable(cls: Any, viewer: Viewer) -> Select:
        """Topics this viewer may read, with their boards."""
        return (
            select(cls)
            .join(cls.board)
            .options(contains_eager(cls.board))
            .where(Board.audience.in_(viewer.audiences), cls.shown_to(viewer))
        )
