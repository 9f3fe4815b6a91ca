"""Posts."""
from sqlalchemy import ColumnElement, ForeignKey, UniqueConstraint, and_
from sqlalchemy.orm import Mapped, mapped_column, relationship

from peoplehub.core.ai_declaration import DeclaresAI
from peoplehub.core.extensions import Model
from peoplehub.core.piece_files import HasFiles
from peoplehub.core.publication_descriptions import SearchDocument
from peoplehub.core.publications import Publication
from peoplehub.folding.content_notes import HasNote
from peoplehub.forum.models.post_visibility import PostVisibility
from peoplehub.forum.models.topics import Topic


class Post(PostVisibility, DeclaresAI, HasNote, HasFiles, Publication, Model):
    """One person's words in a topic. Number 1 is the question; numbers are never reused."""

    kind = "post"
    shelves = {"topic": (6, "Forum")}
    __table_args__ = (UniqueConstraint("topic_id", "number"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    topic_id: Mapped[int] = mapped_column(ForeignKey("topic.id"))
    number: Mapped[int]
    alias: Mapped[int | None]  # the number of the alias it was written under
    reply_to_id: Mapped[int | None] = mapped_column(ForeignKey("post.id"), index=True)

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
        title = (self.topic.title,) * self.is_question
        return (*title, self.text, self.note_sentence, *self.file_alts)

    @property
    def counted_as(self) -> tuple[str, ColumnElement[bool]]:
        if self.is_question:
            return "topics", Post.number == 1
        return "replies", Post.number > 1

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

    def search_document(self) -> SearchDocument:
        """The title goes with every reply: what people look for is often said in both together."""
        topic = self.topic
        return SearchDocument("topic", f"topic {topic.id}", topic.title, self.plain_words,
                              self.audience, self.is_question)
