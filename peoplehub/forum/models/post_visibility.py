"""Who may see and report a post, as conditions of SQL."""
from typing import Any

from sqlalchemy import Select, or_, select
from sqlalchemy.orm import contains_eager, joinedload

from peoplehub.core.piece_files import HasFiles
from peoplehub.core.viewers import Viewer
from peoplehub.forum.models.boards import Board
from peoplehub.forum.models.post_answers import PostAnswers
from peoplehub.forum.models.topics import Topic


class PostVisibility(PostAnswers):
    """A mixin of `Post`, which stands in a board that the viewer may enter or not."""

    content_columns = (*HasFiles.content_columns, "note")

    @property
    def content_elsewhere(self: Any) -> list[tuple[Topic, tuple[str, ...]]]:
        """Of a question: its title, and the summary of the answers."""
        return [(self.topic, Topic.content_columns)] if self.is_question else []

    @property
    def noted_alike(self: Any) -> list[Topic]:
        """The note of a question is its topic's, too."""
        return [self.topic] if self.is_question else []

    @classmethod
    def with_heading(cls: Any) -> tuple:
        """With the authors, on whose words a content note may stand."""
        topic = joinedload(cls.topic, innerjoin=True)
        board, asker = joinedload(Topic.board, innerjoin=True), joinedload(Topic.author)
        return topic.options(board, asker), joinedload(cls.author)

    @classmethod
    def readable(cls: Any, viewer: Viewer) -> Select:
        return cls._in_sight_of(viewer).where(Topic.shown_to(viewer), cls.shown_to(viewer))

    @classmethod
    def reportable(cls: Any, viewer: Viewer) -> Select:
        return cls._in_sight_of(viewer).where(cls.was_shown_to(viewer))

    @classmethod
    def own(cls: Any, viewer: Viewer) -> Select:
        """What the viewer wrote, whatever became of it, where they may still go: a title that is
        not shown any more is not read through one's own reply."""
        in_sight = or_(Topic.shown_to(viewer), Topic.author_id == viewer.id)
        return cls._in_sight_of(viewer).where(cls.author_id == viewer.id, in_sight)

    @classmethod
    def _in_sight_of(cls: Any, viewer: Viewer) -> Select:
        return (
            select(cls)
            .join(cls.topic)
            .join(Topic.board)
            .options(contains_eager(cls.topic).contains_eager(Topic.board))
            .where(Board.audience.in_(viewer.audiences))
        )
