"""Tables of web push: where a device is reached, and the outbox of what is sent there."""
from datetime import datetime

from sqlalchemy import ForeignKey, String
from sqlalchemy.orm import Mapped, mapped_column, relationship

from peoplehub.core import clock
from peoplehub.core.columns import UTCDateTime
from peoplehub.core.extensions import Model

LONGEST_ENDPOINT = 1000  # characters


class PushSubscription(Model):
    """One browser of one person, as its push service knows it. Forgotten when that browser is
    signed out, when its owner leaves the team or is banned, and when the push service says that it
    is gone."""

    id: Mapped[int] = mapped_column(primary_key=True)
    user_id: Mapped[int] = mapped_column(ForeignKey("user.id", ondelete="CASCADE"), index=True)
    sign_in_id: Mapped[int | None] = mapped_column(
        ForeignKey("sign_in.id", ondelete="SET NULL"), index=True)  # the last session in it
    browser: Mapped[str] = mapped_column(String(60), default="")  # "Chrome on Android"
    endpoint: Mapped[str] = mapped_column(String(LONGEST_ENDPOINT), unique=True)
    p256dh: Mapped[str] = mapped_column(String(100))  # the browser's public key, base64url
    auth: Mapped[str] = mapped_column(String(30))  # its secret, base64url (RFC 8291)
    switched_on_at: Mapped[datetime] = mapped_column(UTCDateTime, default=clock.now)
    reached_at: Mapped[datetime | None] = mapped_column(UTCDateTime)


class PushMessage(Model):
    """One notice to one device: waiting until `sent_at`, retried from `next_try_at`, never after
    `send_by`. It holds no words: `what` is a key of `outbox.WORDS`."""

    id: Mapped[int] = mapped_column(primary_key=True)
    subscription_id: Mapped[int] = mapped_column(
        ForeignKey("push_subscription.id", ondelete="CASCADE"), index=True)
    what: Mapped[str] = mapped_column(String(20))
    path: Mapped[str] = mapped_column(String(100))
    about: Mapped[str] = mapped_column(String(80), index=True)  # to withdraw it by
    written_at: Mapped[datetime] = mapped_column(UTCDateTime, default=clock.now)
    next_try_at: Mapped[datetime | None] = mapped_column(
        UTCDateTime, default=clock.now, index=True)
    tries: Mapped[int] = mapped_column(default=0)
    send_by: Mapped[datetime] = mapped_column(UTCDateTime)
    sent_at: Mapped[datetime | None] = mapped_column(UTCDateTime)
    failed_because: Mapped[str | None] = mapped_column(String(100))

    subscription: Mapped[PushSubscription] = relationship()
