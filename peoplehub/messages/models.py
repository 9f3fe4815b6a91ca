"""Tables of messages: conversations, participants, messages."""
from datetime import datetime, timedelta

from markupsafe import escape
from sqlalchemy import (
    ColumnElement,
    ForeignKey,
    Index,
    Select,
    String,
    Text,
    UniqueConstraint,
    and_,
    event,
    inspect,
    or_,
    select,
    text,
)
from sqlalchemy.orm import Mapped, mapped_column, relationship

from peoplehub.accounts.models import User
from peoplehub.core import clock, formatting
from peoplehub.core.attached_files import COLUMNS, AttachedFile
from peoplehub.core.columns import UTCDateTime
from peoplehub.core.errors import found
from peoplehub.core.extensions import Model, db
from peoplehub.core.publications import Publication
from peoplehub.core.viewers import Viewer

CHANGED_FOR = timedelta(hours=1)  # how long one edits and deletes one's own
BESIDE = 5  # messages before and after one that is reported
SHOWN_AT_ONCE = 50  # messages on a page

GONE = text("deleted_at IS NOT NULL OR held_at IS NOT NULL OR hidden_at IS NOT NULL")


class Conversation(Model):
    """What two people write to each other. There is one for every pair who ever did."""

    id: Mapped[int] = mapped_column(primary_key=True)
    pair: Mapped[str] = mapped_column(String(40), unique=True)  # "3-17": the smaller number first
    started_by_id: Mapped[int | None] = mapped_column(ForeignKey("user.id"))
    started_at: Mapped[datetime] = mapped_column(UTCDateTime, default=clock.now)
    accepted_at: Mapped[datetime | None] = mapped_column(UTCDateTime)  # NULL: a message request
    last_number: Mapped[int] = mapped_column(default=0)
    last_message_at: Mapped[datetime] = mapped_column(UTCDateTime, default=clock.now)
    kept_at: Mapped[datetime | None] = mapped_column(UTCDateTime)  # one of the two wants it to stay
    end_told_at: Mapped[datetime | None] = mapped_column(UTCDateTime)  # that it will be erased

    participants: Mapped[list["Participant"]] = relationship(
        back_populates="conversation", order_by="Participant.user_id", lazy="selectin"
    )

    @property
    def is_request(self) -> bool:
        """A message request: one first message that waits to be accepted."""
        return self.accepted_at is None

    def participant(self, person_id: int | None) -> "Participant | None":
        return next((one for one in self.participants if one.user_id == person_id), None)

    def other(self, person_id: int | None) -> "Participant":
        return next(one for one in self.participants if one.user_id != person_id)

    @property
    def address(self) -> str:
        return f"/messages/{self.id}"


class Participant(Model):
    """One of the two people of a conversation, and how far they have come in it."""

    conversation_id: Mapped[int] = mapped_column(ForeignKey("conversation.id"), primary_key=True)
    user_id: Mapped[int] = mapped_column(ForeignKey("user.id"), primary_key=True, index=True)
    delivered_number: Mapped[int] = mapped_column(default=0)  # reached a browser of theirs
    read_number: Mapped[int] = mapped_column(default=0)
    muted_at: Mapped[datetime | None] = mapped_column(UTCDateTime)
    declined_at: Mapped[datetime | None] = mapped_column(UTCDateTime)  # the other is never told
    closed_at: Mapped[datetime | None] = mapped_column(UTCDateTime)  # for new messages of either

    conversation: Mapped[Conversation] = relationship(back_populates="participants")
    user: Mapped[User] = relationship(lazy="joined", innerjoin=True)


class Message(AttachedFile, Publication, Model):
    """One message. `number` counts 1, 2, 3 … within its conversation, and is the order."""

    __table_args__ = (
        UniqueConstraint("conversation_id", "number"),
        UniqueConstraint("author_id", "client_id"),
        Index("ix_message_gone", "conversation_id", "number", sqlite_where=GONE,
              postgresql_where=GONE),
    )
    kind = "message"
    on_public_pages = False
    content_columns = ("text", "html", "text_before", *COLUMNS)
    file_columns = ("file_key",)

    id: Mapped[int] = mapped_column(primary_key=True)
    conversation_id: Mapped[int] = mapped_column(ForeignKey("conversation.id"))
    number: Mapped[int]
    client_id: Mapped[str] = mapped_column(String(64))  # the sender's own name for it

    # Of two states of one message the higher is the newer: open pages hear of them in any order.
    version: Mapped[int] = mapped_column(default=1)

    conversation: Mapped[Conversation] = relationship()

    text_before: Mapped[str] = mapped_column(Text, default="")  # the first words, once edited

    is_new = False  # stored by this very request, not by an earlier one with the same client_id

    @property
    def address(self) -> str:
        """Where its page of the conversation shows it."""
        is_old = self.conversation.last_number - self.number >= SHOWN_AT_ONCE
        page = f"?before={self.number + 1}" if is_old else ""
        return f"{self.conversation.address}{page}#message-{self.number}"

    @property
    def file_address(self) -> str:
        """Where its two people get the file: everybody else finds nothing there."""
        return f"{self.conversation.address}/{self.number}/file"

    @property
    def heading(self) -> str:
        return f"A message from {self.author.pen_name}" if self.author else "A message"

    @property
    def can_still_change(self) -> bool:
        """For an hour after it was sent."""
        return found(self.published_at) > clock.now() - CHANGED_FOR

    @property
    def reported_words(self) -> str:
        """Also what it said before it was edited: a report keeps both."""
        before = self.text_before and f"Before it was edited:\n{self.text_before}"
        return "\n\n".join(filter(None, [self.text, before, self.file_words]))

    @property
    def surroundings(self) -> str:
        """The five messages before it and after it, for a report whose writer sends them along."""
        beside = select(Message).where(
            Message.conversation_id == self.conversation_id, Message.id != self.id,
            Message.number.between(self.number - BESIDE, self.number + BESIDE))
        return "\n\n".join(one.line_of_report for one in db.session.scalars(
            beside.order_by(Message.number)))

    @property
    def line_of_report(self) -> str:
        name = self.author.pen_name if self.author else "Somebody"
        sent = found(self.published_at)
        at = f"{formatting.day(sent)}, {formatting.time_of_day(sent)}"
        words = "\n".join(filter(None, [self.text, self.file_words]))
        return f"{self.number}. {name}, {at}:\n{words}"

    @classmethod
    def is_gone(cls) -> ColumnElement[bool]:
        """Not `is_out`, in the words of the partial index of the few for which it is true."""
        return or_(cls.deleted_at.is_not(None), cls.held_at.is_not(None),
                   cls.hidden_at.is_not(None))

    def is_readable_by(self, viewer: Viewer) -> bool:
        """For one of the two people: the words, or only that there was something."""
        return self.is_shown or (self.author_id == viewer.id and not self.deleted_at)

    @property
    def gone_words(self) -> str:
        """What stands in the place of words that are not shown."""
        if self.deleted_at:
            name = self.author.pen_name if self.author else "Someone who has left"
            return f"{name} deleted this message."
        if self.hidden_at:
            return "A moderator has hidden this message."
        return "This message is being looked at by a moderator."

    def to_json_for(self, viewer: Viewer, beside: str = "") -> dict:
        """The message as scripts are told it. Words that are gone are only a line in their place,
        so that no number is missing. `beside`: the HTML of its file and its cards."""
        told = {
            "id": self.id,
            "number": self.number,
            "client_id": self.client_id,
            "conversation_id": self.conversation_id,
            "author": self.author.slug if self.author else "",
            "version": self.version,
            "sent_at": found(self.published_at).isoformat(timespec="milliseconds"),
        }
        if self.is_readable_by(viewer):
            edited = {"edited": True} if self.edited_at else {}
            return told | {"text": self.text, "html": self.html + beside} | edited
        return told | {"gone": True, "html": f"<p>{escape(self.gone_words)}</p>"}

    @classmethod
    def readable(cls, viewer: Viewer) -> Select:
        """Only for the two people in the conversation. No role reads along: what is reported is
        read in the report."""
        return cls._of_theirs(viewer).where(
            or_(cls.is_out(), and_(cls.author_id == viewer.id, cls.deleted_at.is_(None))),
        )

    @classmethod
    def reportable(cls, viewer: Viewer) -> Select:
        """What was taken away too: the other has read it, or feared to."""
        return cls._of_theirs(viewer)

    @classmethod
    def _of_theirs(cls, viewer: Viewer) -> Select:
        theirs = select(Participant.conversation_id).where(Participant.user_id == viewer.id)
        return select(cls).where(cls.conversation_id.in_(theirs))


SHOWN_COLUMNS = ("text", "edited_at", "deleted_at", "held_at", "hidden_at")


@event.listens_for(Message, "before_update")
def _count_version(_mapper: object, _connection: object, message: Message) -> None:
    """Whatever room changes what a page shows of a message has its row locked (`core.locks`)."""
    if any(inspect(message).attrs[name].history.has_changes() for name in SHOWN_COLUMNS):
        message.version += 1
