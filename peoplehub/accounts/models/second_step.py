"""The second step at sign-in: the secret that a person's app shares, and their recovery codes."""
from datetime import datetime, timedelta

from sqlalchemy import ForeignKey, String
from sqlalchemy.orm import Mapped, mapped_column

from peoplehub.core import clock, encryption
from peoplehub.core.columns import UTCDateTime
from peoplehub.core.extensions import Model

SET_UP_WITHIN = timedelta(hours=1)
PURPOSE = "second step"


class SecondStep(Model):
    """The secrets are encrypted with the application's key. `new_secret` is the one that its owner
    is setting up and has not confirmed by a code yet; the other one is in force meanwhile."""

    user_id: Mapped[int] = mapped_column(ForeignKey("user.id"), primary_key=True)
    secret: Mapped[str] = mapped_column(String(300), default="")
    last_step: Mapped[int] = mapped_column(default=0)  # of the last code that was used
    new_secret: Mapped[str] = mapped_column(String(300), default="")
    begun_at: Mapped[datetime] = mapped_column(UTCDateTime, default=clock.now)

    @property
    def shared(self) -> str:
        """The secret in force, in base 32."""
        return encryption.decrypt(PURPOSE, self.secret) if self.secret else ""

    @property
    def pending(self) -> str:
        """The secret that is being set up, in base 32; empty when there is none, or it is old."""
        if not self.new_secret or self.begun_at + SET_UP_WITHIN < clock.now():
            return ""
        return encryption.decrypt(PURPOSE, self.new_secret)


class RecoveryCode(Model):
    """One of the codes for a day without the phone. Only its hash is kept."""

    id: Mapped[int] = mapped_column(primary_key=True)
    user_id: Mapped[int] = mapped_column(ForeignKey("user.id"), index=True)
    code_hash: Mapped[str] = mapped_column(String(64))
    used_at: Mapped[datetime | None] = mapped_column(UTCDateTime)
