"""Tables of members' templates, and how often each was taken home."""
from datetime import date, datetime

from sqlalchemy import Date, ForeignKey, Index, Select, String, Text, and_, or_, select
from sqlalchemy.orm import Mapped, mapped_column, relationship

from peoplehub.accounts.models import User
from peoplehub.core import formatting
from peoplehub.core.audiences import ANYONE
from peoplehub.core.columns import UTCDateTime
from peoplehub.core.documents import KIND_WORDS
from peoplehub.core.documents.hidden_details import TAKEN
from peoplehub.core.edit_conflicts import mark_of
from peoplehub.core.extensions import Model
from peoplehub.core.publication_descriptions import SearchDocument
from peoplehub.core.publications import Publication
from peoplehub.core.viewers import Viewer
from peoplehub.library.topics import TOPICS
from peoplehub.member_templates.choices import (
    BY_NAME,
    DRAFT,
    LICENCES,
    MEMBER,
    NO_NAME,
    PATCHES,
    PEN_NAME,
    SHOWN,
    STATES,
    TYPES,
)

LONGEST_HOW_TO, LONGEST_NOTE = 3_000, 500  # characters
WORDS = ("title", "summary", "how_to", "text")  # what is read in it, without its file


class MemberTemplate(Publication, Model):
    """A document that a member uses and others may take over. Only its author sees it until it is
    sent, then the reviewers do, and everybody when one of these has published it."""

    __table_args__ = (
        Index("ix_member_template_state_sent", "state", "sent_at"),
        Index("ix_member_template_type_published", "template_type", "published_at"),
    )
    kind = "template"
    content_columns = (*WORDS, "slug", "html", "file_key", "file_name", "file_text", "file_left",
                       "review_note")
    file_columns = ("file_key",)
    shelves = {"template": (3, "Templates")}
    feed = ("Templates from members", "/templates")

    id: Mapped[int] = mapped_column(primary_key=True)
    slug: Mapped[str] = mapped_column(String(80), unique=True)
    title: Mapped[str] = mapped_column(String(120))
    summary: Mapped[str] = mapped_column(String(300))
    how_to: Mapped[str] = mapped_column(Text, default="")
    template_type: Mapped[str] = mapped_column(String(20))  # a key of TYPES
    topic: Mapped[str] = mapped_column(String(40))  # a key of library.topics.TOPICS
    licence: Mapped[str] = mapped_column(String(20))  # a key of LICENCES
    shown_as: Mapped[str] = mapped_column(String(20), default=MEMBER)  # a key of SHOWN_AS
    consent_text: Mapped[str] = mapped_column(String(400))  # as its author agreed to it
    consented_at: Mapped[datetime] = mapped_column(UTCDateTime)

    file_key: Mapped[str] = mapped_column(String(80), default="")
    file_name: Mapped[str] = mapped_column(String(120), default="")
    file_type: Mapped[str] = mapped_column(String(10), default="")  # a key of MIMETYPES
    file_size: Mapped[int] = mapped_column(default=0)  # bytes
    file_text: Mapped[str] = mapped_column(Text, default="")  # the words inside it
    file_taken: Mapped[str] = mapped_column(String(80), default="")  # what we took out: TAKEN
    file_left: Mapped[str] = mapped_column(String(600), default="")  # lines of what is still there

    state: Mapped[str] = mapped_column(String(10), default=DRAFT)  # a key of STATES
    published_at: Mapped[datetime | None] = mapped_column(UTCDateTime)
    sent_at: Mapped[datetime | None] = mapped_column(UTCDateTime)
    review_note: Mapped[str] = mapped_column(String(LONGEST_NOTE), default="")  # to its author
    reviewed_at: Mapped[datetime | None] = mapped_column(UTCDateTime)
    reviewer_id: Mapped[int | None] = mapped_column(ForeignKey("user.id", ondelete="SET NULL"))
    checked_as: Mapped[str] = mapped_column(String(10), default="")  # a key of CHECKED_AS
    downloads: Mapped[int] = mapped_column(default=0)  # the sum of its rows in TemplateDownload

    reviewer: Mapped[User | None] = relationship(foreign_keys=[reviewer_id])

    @property
    def anonymous(self) -> bool:
        return self.shown_as != PEN_NAME

    @property
    def byline(self) -> str:
        """By whom it is, as everybody may read it."""
        if self.shown_as == PEN_NAME and self.author is not None:
            return str(self.author.pen_name)
        return "A member" if self.has_byline else "Somebody"

    @property
    def has_byline(self) -> bool:
        """Whether its page says by whom it is."""
        return self.shown_as != NO_NAME

    @property
    def file_links(self) -> list[tuple[str, str]]:
        """Address and words of its file, for feeds."""
        return [(f"{self.address}/file", self.file_name)] if self.file_key else []

    @property
    def checked_by(self) -> str:
        """Who looked at it before it was published, as readers may know it."""
        if self.checked_as == BY_NAME and self.reviewer is not None:
            return f"{self.reviewer.pen_name} of the team"
        return "the team"

    @property
    def all_words(self) -> tuple[str, ...]:
        return tuple(getattr(self, name) for name in WORDS)

    @property
    def reported_words(self) -> str:
        return "\n\n".join(words for words in self.all_words if words)

    @property
    def mark(self) -> str:
        """Short for what it says now and its file: another word, another mark."""
        return mark_of({name: getattr(self, name) for name in (*WORDS, "file_key")})

    @property
    def address(self) -> str:
        return f"/templates/{self.slug}"

    @property
    def own_address(self) -> str:
        """Where its author sees to it."""
        return f"/templates/mine/{self.id}"

    @property
    def review_address(self) -> str:
        return f"/templates/review/{self.id}"

    @property
    def heading(self) -> str:
        return self.title

    @property
    def change_thread(self) -> str:
        """Followers are not told: what a reviewer mends is small."""
        return ""

    @property
    def type_words(self) -> str:
        return TYPES.get(self.template_type, self.template_type)

    @property
    def patch(self) -> str:
        """The picture of its cover."""
        return PATCHES.get(self.template_type, "sheet")

    @property
    def topic_words(self) -> str:
        return TOPICS.get(self.topic, self.topic)

    @property
    def licence_words(self) -> str:
        return LICENCES.get(self.licence, self.licence)

    @property
    def state_words(self) -> str:
        if self.state == SHOWN and not self.is_shown:
            return "Waiting for a moderator" if self.held_at else "Hidden for now"
        return STATES.get(self.state, self.state)

    @property
    def file_facts(self) -> str:
        """Of which kind its file is, and how big."""
        return f"{KIND_WORDS.get(self.file_type, '')}, {formatting.size(self.file_size)}"

    @property
    def taken_words(self) -> list[str]:
        """What we took out of its file, in words."""
        return [TAKEN[name] for name in self.file_taken.split() if name in TAKEN]

    @property
    def left_words(self) -> list[str]:
        """What its author has to look at in the file."""
        return self.file_left.splitlines()

    def search_document(self) -> SearchDocument:
        words = [self.summary, self.type_words, self.how_to, self.plain_words, self.file_text]
        return SearchDocument("template", f"template {self.id}", self.title,
                              "\n".join(filter(None, words)), ANYONE)

    @classmethod
    def readable(cls, viewer: Viewer) -> Select:
        """Everybody reads what is out; its author all of it; reviewers what was sent, too."""
        if viewer.id is None:
            return select(cls).where(cls.is_out())
        own = and_(cls.author_id == viewer.id, cls.deleted_at.is_(None))
        if viewer.is_moderator or viewer.is_editor:
            sent = and_(cls.state != DRAFT, cls.deleted_at.is_(None))
            return select(cls).where(or_(own, sent, cls.shown_to(viewer)))
        return select(cls).where(or_(cls.is_out(), own))

    @classmethod
    def reportable(cls, viewer: Viewer) -> Select:
        return select(cls).where(cls.was_shown_to(viewer), cls.published_at.is_not(None))


class TemplateDownload(Model):
    """How many times the file of a template was taken on one day. Nothing about who."""

    template_id: Mapped[int] = mapped_column(
        ForeignKey("member_template.id", ondelete="CASCADE"), primary_key=True)
    day: Mapped[date] = mapped_column(Date, primary_key=True)
    count: Mapped[int] = mapped_column(default=0)
