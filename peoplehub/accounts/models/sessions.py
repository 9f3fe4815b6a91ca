"""Sign-in sessions, one for each browser, and e-mail verifications."""
from datetime import datetime, timedelta

from sqlalchemy import BindParameter, ColumnElement, ForeignKey, Index, String, and_, or_
from sqlalchemy.orm import Mapped, mapped_column, relationship

from peoplehub.accounts.models.people import User
from peoplehub.core import clock
from peoplehub.core.columns import UTCDateTime
from peoplehub.core.extensions import Model

CODE_LASTS = timedelta(minutes=10)  # ASVS 5.0 V6.5.5
MOST_TRIES = 6  # ASVS 5.0 V6.6.3
AGAIN_AFTER_DAYS = 30  # until somebody whose request to join was declined may ask again

# A session ends this long after it began, and sooner when nobody uses it for so long (ASVS 5.0
# V7.3.1, V7.3.2).
LASTS, IDLE = timedelta(hours=12), timedelta(hours=3)
LASTS_REMEMBERED, IDLE_REMEMBERED = timedelta(days=30), timedelta(days=14)


class JoiningRules(Model):
    """Whether the team is asked before somebody is in, and after how many days somebody who was
    declined may ask again; one row, once the site team has set it."""

    id: Mapped[int] = mapped_column(primary_key=True)
    asks_first: Mapped[bool] = mapped_column(default=False)
    again_after_days: Mapped[int] = mapped_column(default=AGAIN_AFTER_DAYS)


class SignIn(Model):
    """A session of one browser: listed to its owner, and ended on the server."""

    id: Mapped[int] = mapped_column(primary_key=True)
    user_id: Mapped[int] = mapped_column(ForeignKey("user.id"), index=True)
    token_hash: Mapped[str] = mapped_column(String(64), unique=True)
    browser: Mapped[str] = mapped_column(String(60), default="")  # "Chrome on Android"
    is_known: Mapped[bool] = mapped_column(default=True)  # they had signed in with it before
    began_at: Mapped[datetime] = mapped_column(UTCDateTime, default=clock.now)
    used_at: Mapped[datetime] = mapped_column(UTCDateTime, default=clock.now)
    expires_at: Mapped[datetime] = mapped_column(UTCDateTime)
    idles_at: Mapped[datetime | None] = mapped_column(UTCDateTime)  # ends then, unless it is used
    ended_at: Mapped[datetime | None] = mapped_column(UTCDateTime)

    user: Mapped[User] = relationship()

    @classmethod
    def is_open(cls, now: datetime | BindParameter[datetime] | None = None) -> ColumnElement[bool]:
        """As a condition of SQL. `now` may be a parameter that is bound later."""
        now = clock.now() if now is None else now
        is_in_use = or_(cls.idles_at.is_(None), cls.idles_at > now)
        return and_(cls.ended_at.is_(None), cls.expires_at > now, is_in_use)

    @property
    def is_remembered(self) -> bool:
        return self.expires_at - self.began_at > LASTS

    def note_use(self) -> None:
        """Used just now: it goes on for as long as one may leave it alone."""
        self.used_at = clock.now()
        self.idles_at = self.used_at + (IDLE_REMEMBERED if self.is_remembered else IDLE)


class EmailVerification(Model):
    """A link and a six-digit code sent by letter: whoever brings one back reads that mailbox.

    One that belongs to nobody is used up from the start: it is there so that asking with an
    unknown e-mail takes as long as with a known one.
    """

    __table_args__ = (Index("ix_email_verification_user_purpose", "user_id", "purpose"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    user_id: Mapped[int | None] = mapped_column(ForeignKey("user.id"))
    purpose: Mapped[str] = mapped_column(String(20))  # join, password, email
    email: Mapped[str] = mapped_column(String(254))
    link_hash: Mapped[str] = mapped_column(String(64), unique=True)
    code_hash: Mapped[str] = mapped_column(String(64))
    tries: Mapped[int] = mapped_column(default=0)
    made_at: Mapped[datetime] = mapped_column(UTCDateTime, default=clock.now)
    expires_at: Mapped[datetime] = mapped_column(UTCDateTime)
    used_at: Mapped[datetime | None] = mapped_column(UTCDateTime)
    next: Mapped[str] = mapped_column(String(400), default="")  # where it leads on, on any device

    user: Mapped[User | None] = relationship()

    @property
    def is_open(self) -> bool:
        return self.used_at is None and self.expires_at > clock.now()

    @property
    def is_young(self) -> bool:
        """Whether its code is not too old yet."""
        return self.made_at + CODE_LASTS > clock.now()
