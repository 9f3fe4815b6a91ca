"""Posts, and aliases of anonymous authors."""
from sqlalchemy import ColumnElement, ForeignKey, Select, UniqueConstraint, and_, or_, select
from sqlalchemy.orm import Mapped, contains_eager, mapped_column, relationship, selectinload

from peoplehub.core.extensions import Model
from peoplehub.core.publication_descriptions import SearchDocument
from peoplehub.core.publications import Publication
from peoplehub.core.viewers import Viewer
from peoplehub.forum.models.boards import Board
from peoplehub.forum.models.topics import Topic


class Post(Publication, Model):
    """One person's words in a topic. Number 1 is the question; numbers are never reused."""

    kind = "post"
    shelves = {"topic": (4, "Forum")}
    __table_args__ = (UniqueConstraint("topic_id", "number"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    topic_id: Mapped[int] = mapped_column(ForeignKey("topic.id"))
    number: Mapped[int]
    alias: Mapped[int | None]  # the number of the alias it was written under

    topic: Mapped[Topic] = relationship()

    @property
    def anonymous(self) -> bool:
        return self.alias is not None

    @property
    def lock_root(self) -> Topic:
        return self.topic

    @property
    def audience(self) -> str:
        return self.topic.board.audience

    @property
    def place_heading(self) -> str:
        return self.topic.title

    @property
    def below(self) -> list:
        """Below a question: its replies."""
        return [(Post, self.beside)] if self.is_question else []

    @property
    def beside(self) -> ColumnElement[bool]:
        """The replies to the same question, which are told of together."""
        return and_(Post.topic_id == self.topic_id, Post.number > 1)

    @property
    def news(self) -> str:
        return "" if self.is_question else "replied"

    @property
    def letters(self) -> dict[int, str]:
        """To whoever asked, a reply is an answer."""
        return {self.topic.author_id or 0: "answered"}

    @property
    def all_words(self) -> tuple[str, ...]:
        return (self.topic.title, self.text) if self.is_question else (self.text,)

    @property
    def editable(self) -> dict[str, str]:
        """What its author can change, as the form names it."""
        title = {"title": self.topic.title} if self.is_question else {}
        return title | {"text": self.text}

    @property
    def is_question(self) -> bool:
        return self.number == 1

    @property
    def address(self) -> str:
        return self.topic.address_of(self.number)

    @property
    def heading(self) -> str:
        title = self.topic.title
        return title if self.is_question else f"Reply {self.number - 1} in “{title}”"

    @classmethod
    def with_heading(cls) -> tuple:
        return (selectinload(cls.topic),)

    def search_document(self) -> SearchDocument:
        """The title goes with every reply: what people look for is often said in both together."""
        topic = self.topic
        return SearchDocument("topic", f"topic {topic.id}", topic.title, self.plain_words,
                              self.audience, self.is_question)

    @classmethod
    def readable(cls, viewer: Viewer) -> Select:
        return cls._in_sight_of(viewer).where(Topic.shown_to(viewer), cls.shown_to(viewer))

    @classmethod
    def reportable(cls, viewer: Viewer) -> Select:
        return cls._in_sight_of(viewer).where(cls.was_shown_to(viewer))

    @classmethod
    def own(cls, viewer: Viewer) -> Select:
        """What the viewer wrote, whatever became of it, where they may still go: a title that is
        not shown any more is not read through one's own reply."""
        in_sight = or_(Topic.shown_to(viewer), Topic.author_id == viewer.id)
        return cls._in_sight_of(viewer).where(cls.author_id == viewer.id, in_sight)

    @classmethod
    def _in_sight_of(cls, viewer: Viewer) -> Select:
        return (
            select(cls)
            .join(cls.topic)
            .join(Topic.board)
            .options(contains_eager(cls.topic).contains_eager(Topic.board))
            .where(Board.audience.in_(viewer.audiences))
        )


class Alias(Model):
    """All anonymous posts of one person in one topic are by the same "Anonymous 2"."""

    __table_args__ = (UniqueConstraint("topic_id", "number"),)

    topic_id: Mapped[int] = mapped_column(ForeignKey("topic.id"), primary_key=True)
    user_id: Mapped[int] = mapped_column(ForeignKey("user.id"), primary_key=True, index=True)
    number: Mapped[int]  # 1 is whoever asked, when they asked unnamed
