"""How long a whole conversation is kept: until nobody has written in it for as long as a setting
says (`MESSAGES_KEPT_MONTHS`). Thirty days before, both people are told, and either of them can keep
it for that time again. Then every row of it is erased, for both. What was reported or shown to the
leads is a copy of theirs and stays with them; while something about it is open, it waits."""
from collections.abc import Callable
from datetime import datetime, timedelta

from flask import Flask, current_app
from sqlalchemy import ColumnElement, and_, delete, exists, func, or_, select, update

from peoplehub.accounts.models import User
from peoplehub.core import clock, formatting, jobs, mail
from peoplehub.core.acts import act, announce
from peoplehub.core.database import FOR_NO_KEY_UPDATE
from peoplehub.core.extensions import Model, db
from peoplehub.core.mail import Email
from peoplehub.messages.events import ConversationErased, ConversationKept
from peoplehub.messages.models import Conversation, Message, Participant

TOLD_BEFORE = timedelta(days=30)
LETTER_EVERY = timedelta(days=7)  # at most one to a person, however many conversations end
A_MONTH = timedelta(days=365) / 12
SUBJECT = "Something here ends soon"  # tells nothing to whoever sees it


def init_app(app: Flask, is_wanted: Callable[[int], bool]) -> None:
    """`is_wanted`: whether something about the conversation of that id is open: a report, evidence,
    an opening of which its people are not told yet. Packages above know it."""
    app.extensions["conversation is wanted"] = is_wanted


def kept_for() -> timedelta:
    return current_app.config["MESSAGES_KEPT_MONTHS"] * A_MONTH


def kept_words() -> str:
    """For people: "2 years", "18 months"."""
    months = current_app.config["MESSAGES_KEPT_MONTHS"]
    years, left = divmod(months, 12)
    return formatting.count(months, "month") if left or not years else formatting.count(
        years, "year")


def ends_at(conversation: Conversation) -> datetime | None:
    """When it is erased, once its people were told of it."""
    told = conversation.end_told_at
    if told is None or told < _still_since(conversation):
        return None
    return max(told + TOLD_BEFORE, _still_since(conversation) + kept_for())


@jobs.every(hour="3", minute="15")
def end_old_conversations() -> None:
    """Each night. Each conversation on its own."""
    now = clock.now()
    jobs.each(tell_of_end, _ids_where(_still(now - kept_for() + TOLD_BEFORE), _is_untold()))
    jobs.each(erase_conversation, _ids_where(_still(now - kept_for()), _is_told_before(now)))


@act
def tell_of_end(conversation_id: int) -> bool:
    """Both are told, by email and on its page. Returns whether that was to be done."""
    conversation = _locked(conversation_id, clock.now() - kept_for() + TOLD_BEFORE)
    if conversation is None or ends_at(conversation):
        return False
    conversation.end_told_at = clock.now()
    readers = [(one.user.email, f"{one.user_id} messages end") for one in conversation.participants
               if one.user.is_confirmed]
    lately = Email.written_at > clock.now() - LETTER_EVERY
    told = set(db.session.scalars(select(Email.about).where(
        Email.about.in_([about for _, about in readers]), lately)))
    mail.write_to_all([one for one in readers if one[1] not in told], SUBJECT, "messages-end",
                      wait=timedelta(), path="/messages", days=TOLD_BEFORE.days)
    return True


@act
def keep(person: User, conversation: Conversation) -> None:
    """One of the two wants it to stay: the time begins again. Whoever calls this has found the
    conversation as that person."""
    conversation.kept_at = clock.now()
    announce(ConversationKept(conversation.id, person.id))


@act
def erase_conversation(conversation_id: int) -> bool:
    """Every row of it, for both. Returns whether it was erased: not while somebody wrote or kept it
    meanwhile, nor while something about it is open."""
    now = clock.now()
    conversation = _locked(conversation_id, now - kept_for())
    if conversation is None or not (ends := ends_at(conversation)) or ends > now:
        return False
    if current_app.extensions["conversation is wanted"](conversation_id) or _holds_newest(
            conversation_id):
        return False
    announce(ConversationErased(conversation_id))
    db.session.execute(delete(Message).where(Message.conversation_id == conversation_id))
    for column in _pointing_there():
        _detach(column, conversation_id)
    db.session.execute(delete(Conversation).where(Conversation.id == conversation_id))
    return True


def _locked(conversation_id: int, before: datetime) -> Conversation | None:
    """The conversation under its row's lock, if nobody has written in it since then."""
    row = select(Conversation).where(Conversation.id == conversation_id)
    row = row.with_for_update(**FOR_NO_KEY_UPDATE).execution_options(populate_existing=True)
    conversation = db.session.scalar(row)
    if conversation is None or _still_since(conversation) > before:
        return None
    return conversation


def _still_since(conversation: Conversation) -> datetime:
    return max(conversation.last_message_at, conversation.kept_at or conversation.started_at)


def _still(before: datetime) -> ColumnElement[bool]:
    """Nobody has written in it, or kept it, since then."""
    return and_(Conversation.last_message_at <= before,
                or_(Conversation.kept_at.is_(None), Conversation.kept_at <= before))


def _is_untold() -> ColumnElement[bool]:
    return or_(Conversation.end_told_at.is_(None),
               Conversation.end_told_at < Conversation.last_message_at,
               Conversation.end_told_at < Conversation.kept_at)


def _is_told_before(now: datetime) -> ColumnElement[bool]:
    return and_(~func.coalesce(_is_untold(), False), Conversation.end_told_at <= now - TOLD_BEFORE)


def _ids_where(*rules: ColumnElement[bool]) -> list[int]:
    return list(db.session.scalars(select(Conversation.id).where(*rules).order_by(Conversation.id)))


def _holds_newest(conversation_id: int) -> bool:
    """SQLite would give the number of the newest message of all to the next one, and a report about
    the old one would lead there. So that one waits until there is a newer one."""
    newest = select(func.max(Message.id)).scalar_subquery()
    return bool(db.session.scalar(select(exists().where(
        Message.id == newest, Message.conversation_id == conversation_id))))


def _pointing_there() -> list:
    """The columns of other tables that name a conversation."""
    return [column for table in Model.metadata.tables.values() for column in table.c
            if table is not Message.__table__ and any(
                key.column.table is Conversation.__table__ for key in column.foreign_keys)]


def _detach(column: ColumnElement, conversation_id: int) -> None:
    """A row that can be without a conversation forgets it; one that cannot goes with it."""
    table = column.table
    rows = column == conversation_id
    db.session.execute(update(table).where(rows).values({column.name: None})
                       if column.nullable and table is not Participant.__table__
                       else delete(table).where(rows))
