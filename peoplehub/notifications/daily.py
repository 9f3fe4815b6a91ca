"""Telling people once a day of what they follow so."""
from datetime import datetime
from typing import Any

from sqlalchemy import func, select

from peoplehub.accounts import following
from peoplehub.accounts.followed_places import News, kind_of
from peoplehub.accounts.models import DAILY, Following, User, blocked_either_way
from peoplehub.core import clock, jobs
from peoplehub.core.acts import act
from peoplehub.core.database import FOR_NO_KEY_UPDATE
from peoplehub.core.extensions import db
from peoplehub.core.publications import Publication
from peoplehub.folding.not_today import has_any, letters_filter
from peoplehub.notifications.notify import notify


@jobs.every(hour="17", minute="30")
def tell_once_a_day() -> None:
    """Each evening. Each person and place on its own."""
    jobs.each(lambda one: tell_of_day(*one), following.to_tell_daily())


@act
def tell_of_day(kind: str, place_id: int, person_id: int) -> None:
    """One notice of all that is new there since the last one, if anything is and they may read it.
    """
    row = db.session.get(Following, (kind, place_id, person_id), populate_existing=True,
                         with_for_update=FOR_NO_KEY_UPDATE)
    known = kind_of(kind)
    if row is None or row.level != DAILY or known is None:
        return
    since, row.told_at = row.told_at or row.since, clock.now()
    news = known.news(place_id)
    how_many, first, newest = _new_since(news, db.session.get_one(User, person_id), since)
    if how_many:
        piece = db.session.get_one(news.model, newest)
        notify([person_id], news.what, f"{kind} {place_id}", news.model.kind, newest,
               letters=piece.letters, times=how_many, by_letter=not _is_unwanted(piece, person_id),
               card=f"{kind} {place_id}", first_piece_id=first)


def _is_unwanted(piece: Publication, person_id: int) -> bool:
    """Whether the newest is on their "not today" list: then no e-mail leads to it today."""
    looked_for = letters_filter([person_id]).get(person_id, [])
    return has_any(looked_for, piece.marked_place, piece.plain_words)


def _new_since(news: News, person: User, since: datetime) -> tuple[int, Any, Any]:
    """How many pieces by others the person may read there, and the ids of the first and the
    newest."""
    theirs = news.model.author_id
    apart = blocked_either_way(person.id).scalar_subquery()
    seen = news.model.readable(person).where(
        news.which, news.at > since, news.model.is_out(), theirs.is_distinct_from(person.id),
        theirs.is_(None) | theirs.not_in(apart)).with_only_columns(news.model.id).subquery()
    counted = select(func.count(), func.min(seen.c.id), func.max(seen.c.id))
    return tuple(db.session.execute(counted, {"viewer_id": person.id}).one())
