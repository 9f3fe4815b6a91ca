"""Idempotency keys: the same form sent twice does its work once.

Every form carries a random `idempotency_key`. An act under a key stores a row beside its work, in
the same transaction, with a digest of the form's text; the same act under the same key with the
same text returns the first result. So a double click, a reload or a lost response creates nothing
twice. Another text under the same key is another request, also when that text came once before.

A browser may restore a form from its history with its text and a new key. So an act that is marked
`deduplicated` is also known by its person and its address: the same text sent there again within
`DUPLICATE_WINDOW` returns what is there already.
"""
import hashlib
from collections.abc import Callable, Iterable, Iterator
from datetime import datetime, timedelta
from typing import Any, cast

from flask import flash, g, has_request_context, request
from sqlalchemy import (
    ColumnElement,
    Integer,
    String,
    bindparam,
    case,
    cast as cast_to,
    delete,
    inspect,
    null,
    or_,
    select,
    true,
    union_all,
    update,
)
from sqlalchemy.orm import Mapped, mapped_column
from sqlalchemy.sql.dml import ReturningInsert

from peoplehub.core import clock, column_queries
from peoplehub.core.columns import UTCDateTime
from peoplehub.core.database import for_each_database
from peoplehub.core.extensions import Model, db

LONGEST_KEY = 64
KEPT_FOR = timedelta(days=30)
DUPLICATE_WINDOW = timedelta(hours=1)
SENT_ALREADY = "You have sent these words already, so they were not sent again."
ENDED_COLUMNS = ("deleted_at", "settled_at")
NOT_WORDS = ("csrf_token", "stamp", "idempotency_key", "draft")


class IdempotencyRecord(Model):
    """The last request under a key (of a form, or of a person and an address), and the row it
    returned."""

    key: Mapped[str] = mapped_column(String(200), primary_key=True)
    form_digest: Mapped[str | None] = mapped_column(String(64))  # a digest of the words
    table: Mapped[str | None] = mapped_column(String(80))
    row_id: Mapped[int | None]
    done_at: Mapped[datetime] = mapped_column(UTCDateTime, default=clock.now, index=True)


def _claiming(insert: Callable, *asked: str) -> ReturningInsert:
    """The statement that inserts or renews the row of each key (`form`, and `place`), unless the
    same text came under it a moment ago. Returns the keys of the others."""
    shared = {"form_digest": bindparam("said", type_=String),
              "done_at": bindparam("now", type_=UTCDateTime),
              "table": cast_to(null(), String), "row_id": cast_to(null(), Integer)}
    rows = [select(bindparam(name, type_=String), *shared.values()).where(true()) for name in asked]
    # A SELECT, as SQLAlchemy would compile an INSERT of several VALUES anew each time.
    new = insert(IdempotencyRecord.__table__).from_select(["key", *shared], union_all(*rows))
    oldest: ColumnElement = bindparam("old", type_=UTCDateTime)
    if "place" in asked:
        recent = bindparam("recent", type_=UTCDateTime)
        oldest = case((IdempotencyRecord.key == bindparam("place"), recent), else_=oldest)
    return new.on_conflict_do_update(
        index_elements=["key"],
        set_={name: new.excluded[name] for name in ("form_digest", "done_at", "table", "row_id")},
        where=or_(
            IdempotencyRecord.form_digest.is_distinct_from(new.excluded.form_digest),
            IdempotencyRecord.done_at < oldest,
        ),
    ).returning(IdempotencyRecord.key)


CLAIM_FORM = for_each_database(lambda insert: _claiming(insert, "form"))
CLAIM_BOTH = for_each_database(lambda insert: _claiming(insert, "form", "place"))
REMEMBER = (
    update(IdempotencyRecord.__table__)
    .where(IdempotencyRecord.key.in_(bindparam("names", expanding=True)))
    .values(table=bindparam("kind"), row_id=bindparam("row"))
)


def set_key_owner(owner: str) -> None:
    """Scope the keys of this request to `owner`: a person, or a visitor's session."""
    g.form_owner = owner


def repeatable(verb: Callable) -> Callable:
    """Decorator of an act that runs on every request, whatever its key: signing in, trying a code.
    """
    cast(Any, verb).is_repeatable = True
    return verb


def deduplicated(verb: Callable) -> Callable:
    """Decorator of an act that creates something others see, and returns it: the same text from the
    same person to the same address within DUPLICATE_WINDOW returns the first row."""
    cast(Any, verb).creates = True
    return verb


def run_once(verb: Callable, args: tuple, kwargs: dict) -> Any:
    """Call `verb` unless its last call under this key had the same text; return its row either way.
    """
    form = _name_of_form(verb)
    if form is None:
        return verb(*args, **kwargs)
    place = _name_of_place(verb)
    claimed = _claimed(form, place)
    if form not in claimed:
        db.session.rollback()  # nothing new was said at that place either
        return _row_of(form)
    if place and place not in claimed and _stands(row := _row_of(place)):
        flash(SENT_ALREADY)
        _remember([form], row)
        return row
    result = verb(*args, **kwargs)
    _remember([form, place] if place else [form], result)
    return result


def forget_old() -> None:
    """Delete records older than KEPT_FOR. Part of an act."""
    db.session.execute(
        delete(IdempotencyRecord).where(IdempotencyRecord.done_at < clock.now() - KEPT_FOR)
    )


def _name_of_form(verb: Callable) -> str | None:
    if not has_request_context() or getattr(verb, "is_repeatable", False):
        return None
    key = request.form.get("idempotency_key", "")
    if not key or len(key) > LONGEST_KEY or not (key.isascii() and key.isprintable()):
        return None
    return _name(verb, key)


def _name_of_place(verb: Callable) -> str | None:
    return _name(verb, "at", request.path) if getattr(verb, "creates", False) else None


def _name(verb: Callable, *parts: str) -> str:
    return f"{verb.__module__}.{verb.__name__}:{_digest((g.get('form_owner', ''), *parts))}"


def _said() -> Iterator[tuple]:
    """The content of the request: every form field but NOT_WORDS, and the names of uploaded files.
    """
    yield from ((name, words) for name, words in request.form.items(multi=True)
                if name not in NOT_WORDS)
    yield from ((name, file.filename) for name, file in request.files.items(multi=True))


def _digest(parts: Iterable) -> str:
    return hashlib.sha256(repr(tuple(parts)).encode(errors="surrogatepass")).hexdigest()


def _claimed(form: str, place: str | None) -> set[str]:
    """Those of the keys under which this is to be done: the last time something else was said
    there, or it is too long ago."""
    now = clock.now()
    claim = (CLAIM_BOTH if place else CLAIM_FORM)[db.engine.dialect.name]
    more = {"place": place, "recent": now - DUPLICATE_WINDOW} if place else {}
    rows = column_queries.fetch_rows(
        claim, form=form, said=_digest(_said()), now=now, old=now - KEPT_FOR, **more)
    return {key for key, in rows}


def _remember(names: list[str], result: object) -> None:
    if isinstance(result, Model):
        column_queries.change(REMEMBER, names=names, kind=result.__tablename__,
                              row=inspect(result).mapper.primary_key_from_instance(result)[0])


def _stands(row: object) -> bool:
    """Whether the row still exists for others. What was deleted or settled may be created again."""
    return row is not None and not any(getattr(row, over, None) for over in ENDED_COLUMNS)


def _row_of(name: str) -> Any:
    """What it returned the last time."""
    first = db.session.get_one(IdempotencyRecord, name, populate_existing=True)
    if first.table is None:
        return None
    models = {mapper.class_.__tablename__: mapper.class_ for mapper in Model.registry.mappers}
    return db.session.get(models[first.table], first.row_id)
