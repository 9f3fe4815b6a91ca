"""Tables of the audit record, and of the hash chain over it. Database triggers refuse to change or
delete a row."""
from datetime import datetime

from sqlalchemy import JSON, ForeignKey, Index, String
from sqlalchemy.orm import Mapped, mapped_column

from peoplehub.core import clock
from peoplehub.core.append_only import append_only
from peoplehub.core.columns import UTCDateTime
from peoplehub.core.extensions import Model

YEARS = 5  # that a line is kept
PERSON_FIELDS = ("person_id", "moderator_id", "admin_id", "lead_id")  # of a line, that say who


class Record(Model):
    """`happened` is the event's name, `about` its fields: numbers and short codes only."""

    __tablename__ = "audit_record"

    id: Mapped[int] = mapped_column(primary_key=True)
    at: Mapped[datetime] = mapped_column(UTCDateTime, default=clock.now, index=True)
    happened: Mapped[str] = mapped_column(String(60), index=True)
    about: Mapped[dict] = mapped_column(JSON)


class RecordReason(Model):
    """The words that somebody typed as their reason, beside a line. Erasure may empty `words` and
    `salt`; the digest of both stays, which the chain covers."""

    __tablename__ = "audit_reason"

    record_id: Mapped[int] = mapped_column(ForeignKey("audit_record.id"), primary_key=True)
    words: Mapped[str] = mapped_column(String(500))
    salt: Mapped[str] = mapped_column(String(32))
    digest: Mapped[str] = mapped_column(String(64))


class ChainLink(Model):
    """A line's place in the hash chain: SHA-256 of the digest before it and the line."""

    __tablename__ = "audit_chain_link"

    position: Mapped[int] = mapped_column(primary_key=True, autoincrement=False)
    record_id: Mapped[int] = mapped_column(unique=True)
    at: Mapped[datetime] = mapped_column(UTCDateTime)  # of the line
    digest: Mapped[str] = mapped_column(String(64), index=True)


class ChainSeal(Model):
    """Where lines that were old enough to go ended: the chain is verified from here."""

    __tablename__ = "audit_chain_seal"

    position: Mapped[int] = mapped_column(primary_key=True, autoincrement=False)
    digest: Mapped[str] = mapped_column(String(64))
    sealed_at: Mapped[datetime] = mapped_column(UTCDateTime, default=clock.now)


class RecordPerson(Model):
    """Who is named in a line, to find the lines of one person. Derived from the lines."""

    __tablename__ = "audit_record_person"
    __table_args__ = (Index("ix_audit_record_person_user", "user_id", "record_id"),)

    record_id: Mapped[int] = mapped_column(primary_key=True, autoincrement=False)
    user_id: Mapped[int] = mapped_column(primary_key=True, autoincrement=False)


append_only(Record.__table__, years=YEARS)
append_only(ChainLink.__table__, years=YEARS)
append_only(ChainSeal.__table__)
