"""Tables of questions and answers."""
from collections.abc import Mapping
from datetime import date, datetime

from sqlalchemy import Date, ForeignKey, Index, Select, String, and_, or_, select
from sqlalchemy.orm import Mapped, mapped_column

from peoplehub.accounts.models import User
from peoplehub.core.audiences import ANYONE
from peoplehub.core.columns import UTCDateTime
from peoplehub.core.edit_conflicts import mark_of
from peoplehub.core.extensions import Model
from peoplehub.core.publication_descriptions import SearchDocument
from peoplehub.core.publications import Publication
from peoplehub.core.viewers import Viewer
from peoplehub.editorial.models import Checked, PieceVersion, Versioned
from peoplehub.editorial.pending_models import PendingVersion, Reviewed
from peoplehub.library.topics import TOPICS


class Question(Reviewed, Versioned, Checked, Publication, Model):
    """A question as people ask it (`title`), the answer in a sentence (`summary`) and the whole
    answer (`text`). Its author is its owner: who answers for it and checks it again."""

    __table_args__ = (
        Index("ix_question_topic_published", "topic", "published_at"),
        Index("ix_question_author_next_check", "author_id", "next_check_at"),
    )
    kind = "question"
    content_columns = ("title", "slug", "summary", "text", "html", "easy_text", "easy_rows",
                       "source", "source_address", "change_note", "check_note")
    shelves = {"question": (2, "Questions and answers")}
    feed = ("Questions and answers", "/questions")
    preview_template = "questions/_answer.html"

    id: Mapped[int] = mapped_column(primary_key=True)
    slug: Mapped[str] = mapped_column(String(80), unique=True)
    topic: Mapped[str] = mapped_column(String(40))  # a key of `TOPICS` of the library
    source: Mapped[str] = mapped_column(String(200), default="")  # from which the answer is
    source_address: Mapped[str] = mapped_column(String(300), default="")
    source_date: Mapped[date | None] = mapped_column(Date)
    # whether somebody who knows has read the answer beside its source
    is_checked: Mapped[bool] = mapped_column(default=False)
    # a draft until somebody says so
    published_at: Mapped[datetime | None] = mapped_column(UTCDateTime)

    def as_it_was(self, version: PieceVersion | PendingVersion) -> "Question":
        was = Question(slug=self.slug, topic=self.topic, source=self.source,
                       source_address=self.source_address, source_date=self.source_date,
                       is_checked=self.is_checked, **version.words)
        was.write(version.text)
        return was

    @property
    def compared_words(self) -> Mapping[str, str]:
        return {"The question": self.title, "In short": self.summary,
                "The answer": self.plain_words}

    @property
    def owner(self) -> User | None:
        return self.author

    @property
    def address(self) -> str:
        return f"/questions/{self.slug}"

    @property
    def heading(self) -> str:
        return self.title

    @property
    def all_words(self) -> tuple[str, ...]:
        return self.title, self.summary, self.text

    @property
    def reported_words(self) -> str:
        return "\n\n".join([self.title, self.summary, self.text])

    @property
    def mark(self) -> str:
        """Short for the words as they are now: other words have another mark."""
        return mark_of(self.words)

    @property
    def topic_words(self) -> str:
        return TOPICS.get(self.topic, self.topic)

    @property
    def is_draft(self) -> bool:
        return self.published_at is None

    def search_document(self) -> SearchDocument:
        words = "\n".join([self.summary, self.plain_words])
        return SearchDocument("question", f"question {self.id}", self.title, words, ANYONE)

    @classmethod
    def readable(cls, viewer: Viewer) -> Select:
        """Everyone reads what is out; those who look after the site, and owners, drafts too."""
        if viewer.id is None:
            return select(cls).where(cls.is_out())
        alive = cls.deleted_at.is_(None)
        if viewer.is_moderator or viewer.is_editor:
            return select(cls).where(or_(alive, cls.published_at.is_not(None)))
        own = and_(cls.author_id == viewer.id, alive)
        return select(cls).where(or_(cls.is_out(), own))

    @classmethod
    def reportable(cls, viewer: Viewer) -> Select:
        return select(cls).where(cls.published_at.is_not(None))


class QuestionSheet(Model):
    """An information sheet that says more, in the order of `position`."""

    on_public_pages = True

    question_id: Mapped[int] = mapped_column(
        ForeignKey("question.id", ondelete="CASCADE"), primary_key=True)
    sheet_id: Mapped[int] = mapped_column(
        ForeignKey("sheet.id", ondelete="CASCADE"), primary_key=True, index=True)
    position: Mapped[int] = mapped_column(default=0)
