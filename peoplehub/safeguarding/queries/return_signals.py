"""Signals of returning accounts: for the two leads who were chosen, and nobody else."""
from datetime import timedelta

from sqlalchemy import Select, func, select
from sqlalchemy.orm import joinedload

from peoplehub.accounts import address_blocks
from peoplehub.accounts.models import YOUNG_DAYS, AddressBlock, User
from peoplehub.core import clock
from peoplehub.core.errors import NotFound
from peoplehub.core.extensions import db
from peoplehub.core.viewers import Viewer
from peoplehub.safeguarding import policy
from peoplehub.safeguarding.models import ReturnSignal

MOST_ACCOUNTS = 5  # in one block within 30 days; more is a mobile network, a library, a hospital
SHOWN = 100


def signals_for(viewer: Viewer) -> list[ReturnSignal]:
    """The newest first, dismissed ones too. Raises NotFound for everybody but the two leads."""
    _check(viewer)
    newest = _shown().order_by(ReturnSignal.id.desc()).limit(SHOWN)
    return list(db.session.scalars(newest))


def signal_for(viewer: Viewer, signal_id: int) -> ReturnSignal:
    """Raises NotFound, as `signals_for` does."""
    _check(viewer)
    signal = db.session.scalar(_shown().where(ReturnSignal.id == signal_id))
    if signal is None:
        raise NotFound()
    return signal


def open_signals(viewer: Viewer) -> int | None:
    """How many wait; None for whoever must not even know that there are any."""
    if not policy.may_see_returns(viewer, address_blocks.rules()):
        return None
    waiting = _which(select(func.count()).select_from(ReturnSignal))
    return db.session.scalar(waiting.where(ReturnSignal.dismissed_at.is_(None))) or 0


def returns_in_force() -> bool:
    """For the page of what is kept about somebody: whether the check is on."""
    return address_blocks.rules().in_force


def shut_out_in(block_id: int, person: User) -> list[User]:
    """Closed accounts that signed in from the same block within 30 days, where `person` is new and
    few accounts share it. Those of whom there is a signal already are left out."""
    if person.joined_at < clock.now() - timedelta(days=YOUNG_DAYS):
        return []
    block = db.session.get_one(AddressBlock, block_id)
    there = select(AddressBlock.user_id).distinct().where(
        AddressBlock.block_hash == block.block_hash, AddressBlock.day > address_blocks.oldest_day())
    ids = list(db.session.scalars(there.limit(MOST_ACCOUNTS + 1)))
    if len(ids) > MOST_ACCOUNTS:
        return []
    known = select(ReturnSignal.former_id).where(ReturnSignal.person_id == person.id)
    closed = select(User).where(User.id.in_(ids), User.id != person.id,
                                User.banned_at.is_not(None), User.id.not_in(known))
    return list(db.session.scalars(closed.order_by(User.id)))


def _check(viewer: Viewer) -> None:
    if not policy.may_see_returns(viewer, address_blocks.rules()):
        raise NotFound()


def _shown() -> Select:
    return _which(select(ReturnSignal)).options(
        joinedload(ReturnSignal.person), joinedload(ReturnSignal.former))


def _which(asked: Select) -> Select:
    """Not of an account that is open again, nor of a sign-in that is 30 days old."""
    former, block = ReturnSignal.former, AddressBlock
    return asked.join(former).join(block, block.id == ReturnSignal.block_id).where(
        User.banned_at.is_not(None), block.day > address_blocks.oldest_day())
