"""What becomes of an e-mail when it is its turn, by what its reader has chosen: it leaves, waits
or does not leave at all; and in which form. Asked once for each."""
from sqlalchemy import exists, select

from peoplehub.accounts import access_needs, email_kinds, email_times
from peoplehub.accounts.models import User
from peoplehub.core import clock
from peoplehub.core.extensions import db
from peoplehub.core.mail import ADDRESS_RESTS, NOT_WANTED, Email, Leaving
from peoplehub.messages.models import Message


def leaving_of(email: Email) -> Leaving:
    """E-mails of a kind that cannot be stopped leave at once."""
    reader = db.session.execute(
        select(User.id, User.preferences).where(User.email == email.to)).first()
    if reader is None:
        return Leaving()
    chosen, kinds = reader.preferences, email_kinds.kinds_of(email)
    form = access_needs.of(chosen)
    leaving = Leaving(large_print=form.large_print, easy=form.easy)
    if not kinds:
        return leaving
    is_stopped = set(kinds) <= set(email_kinds.stopped_by(chosen))
    if is_stopped and not _is_answer(email, reader.id, chosen):
        return leaving._replace(why_not=NOT_WANTED)
    if email_kinds.RESTS in chosen:
        return leaving._replace(why_not=ADDRESS_RESTS)
    return leaving._replace(not_before=email_times.leaves_at(chosen, clock.now()))


def _is_answer(email: Email, reader_id: int, chosen: dict) -> bool:
    """In a quiet time: whether somebody answers what the reader wrote to them."""
    about = email_kinds.CONVERSATION.fullmatch(email.about or "")
    if about is None or not chosen.get(email_kinds.ANSWERS_COME):
        return False
    own = exists().where(Message.conversation_id == int(about[1]), Message.author_id == reader_id)
    return bool(db.session.scalar(select(own)))
