"""Tables of reply addresses, and of replies that wait for their writer to check them."""
from datetime import datetime, timedelta

from sqlalchemy import ForeignKey, String, Text, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column, relationship

from peoplehub.core import clock
from peoplehub.core.columns import UTCDateTime
from peoplehub.core.extensions import Model
from peoplehub.messages.models import Conversation

LASTS = timedelta(days=14)  # a reply address; after it what is written is held, not sent
KEPT_FOR = timedelta(days=30)  # the row, so that a late answer is held and not lost
HELD_FOR = timedelta(days=7)
ANSWERS_TOPICS = "answers_topics"  # the preference of who answers topics by email


class ReplyAddress(Model):
    """A single-use address in one letter, for one person and one conversation or topic. The token
    in its local part is kept as a hash only."""

    id: Mapped[int] = mapped_column(primary_key=True)
    token_hash: Mapped[str] = mapped_column(String(64), unique=True)
    user_id: Mapped[int] = mapped_column(ForeignKey("user.id", ondelete="CASCADE"), index=True)
    conversation_id: Mapped[int | None] = mapped_column(
        ForeignKey("conversation.id", ondelete="CASCADE"), index=True)
    topic_id: Mapped[int | None] = mapped_column(
        ForeignKey("topic.id", ondelete="CASCADE"), index=True)
    letter: Mapped[str] = mapped_column(Text)  # what the letter said, to know it when it is quoted
    made_at: Mapped[datetime] = mapped_column(UTCDateTime, default=clock.now, index=True)
    used_at: Mapped[datetime | None] = mapped_column(UTCDateTime)
    email_hash: Mapped[str] = mapped_column(String(64), default="")  # the last e-mail taken there
    other_sender_at: Mapped[datetime | None] = mapped_column(UTCDateTime)  # told of once

    @property
    def is_open(self) -> bool:
        """Whether what is written there may be sent."""
        return self.used_at is None and self.made_at + LASTS > clock.now()


class HeldReply(Model):
    """What somebody wrote by e-mail that was not sent: only they see it, and send or delete it."""

    __table_args__ = (UniqueConstraint("user_id", "email_hash"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    user_id: Mapped[int] = mapped_column(ForeignKey("user.id", ondelete="CASCADE"))
    conversation_id: Mapped[int] = mapped_column(
        ForeignKey("conversation.id", ondelete="CASCADE"), index=True)
    email_hash: Mapped[str] = mapped_column(String(64))
    text: Mapped[str] = mapped_column(Text)
    reason: Mapped[str] = mapped_column(String(20))  # see REASONS
    held_at: Mapped[datetime] = mapped_column(UTCDateTime, default=clock.now, index=True)

    conversation: Mapped[Conversation] = relationship()

    @property
    def address(self) -> str:
        return f"/messages/held/{self.id}"

    @property
    def why(self) -> str:
        return REASONS[self.reason]


REASONS = {
    "unsure": "We could not tell for certain where your words end and the rest of the email "
              "begins.",
    "name": "Your email has a name or a way to reach you in it. It may be your real name.",
    "file": "Your email had a file or a picture with it. Files cannot come by email. To send it, "
            "open your conversation on the site and choose “Add a picture or file”.",
    "parts": "Your email has its words twice, and they are not the same.",
    "letters": "Some letters of your email could not be read.",
    "used": "You had already answered that letter. Each one can be answered once.",
    "empty": "We found no words of yours in it.",
    "old": "The letter that you answered was too old.",
    "long": "It is longer than a message can be.",
    "closed": "It could not be sent just then.",
    "named": "You have written in that topic with your name and without it. Please choose.",
}
