"""Reasons that people typed, beside their lines in the record: erasure may empty them.

They come as the field `reason` of an event, the only one that may hold words: why somebody of the
team asked to see what is private."""
import hashlib
import secrets

from sqlalchemy import select, update

from peoplehub.audit.models import Record, RecordReason
from peoplehub.core.acts import save
from peoplehub.core.extensions import db
from peoplehub.safeguarding.events import (
    ConversationAccessDestroyed,
    ConversationOpened,
    ConversationOpeningWithheld,
    SafeguardingCaseDestroyed,
    SafeguardingLookedAt,
)

OF_REASONS = {  # the field by which they are destroyed → lines with a reason
    "safeguarding_id": [SafeguardingLookedAt.__name__],
    "access_id": [ConversationOpened.__name__, ConversationOpeningWithheld.__name__],
}


def record_with_reason(happened: str, words: str, about: dict) -> None:
    """Append a line and, beside it, the words."""
    line, salt = save(Record(happened=happened, about=about)), secrets.token_hex(16)
    db.session.add(RecordReason(record_id=line.id, words=words, salt=salt,
                                digest=digest_of_reason(words, salt)))


def digest_of_reason(words: str, salt: str) -> str:
    """SHA-256 in hex. Without the salt nobody can try which words it was made of."""
    return hashlib.sha256(f"{salt}{words}".encode()).hexdigest()


def forget_reasons(event: SafeguardingCaseDestroyed | ConversationAccessDestroyed) -> None:
    """Listener: why leads looked at a case, or at private messages, goes with the case, or when
    its time is over. The lines and digests stay."""
    (about, number), = vars(event).items()
    lines = select(Record.id).where(
        Record.happened.in_(OF_REASONS[about]), Record.about[about].as_integer() == number)
    db.session.execute(update(RecordReason).where(RecordReason.record_id.in_(lines)).values(
        words="", salt=""))
