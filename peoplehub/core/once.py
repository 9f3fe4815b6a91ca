"""The same form sent twice does its work once.

Every form carries a random `idempotency_key`. The first act done under it leaves a row beside
its work, in the same transaction; the same act under the same key then returns what the first
one returned. So a double tap, a reload or a lost answer can neither double a post nor lose one.
A form that comes again with other words is another form: nobody's second thoughts are dropped.
"""
import hashlib
from collections.abc import Callable, Iterator
from datetime import datetime, timedelta

from flask import g, has_request_context, request
from sqlalchemy import String, delete, inspect, update
from sqlalchemy.dialects import postgresql, sqlite
from sqlalchemy.orm import Mapped, mapped_column

from peoplehub.core import clock
from peoplehub.core.columns import Moment
from peoplehub.core.extensions import db

LONGEST_KEY = 64
KEPT_FOR = timedelta(days=30)


class Done(db.Model):
    """An act that was done under a form's key, and the row it gave back."""

    key: Mapped[str] = mapped_column(String(200), primary_key=True)
    table: Mapped[str | None] = mapped_column(String(80))
    row_id: Mapped[int | None]
    done_at: Mapped[datetime] = mapped_column(Moment, default=clock.now, index=True)


def owned_by(owner: str) -> None:
    """Keys of this request belong to `owner` (a person or a visitor's session), nobody else."""
    g.form_owner = owner


def repeatable(verb: Callable) -> Callable:
    """Mark an act that each request does anew, under whatever key: sign in, try a code."""
    verb.is_repeatable = True
    return verb


def done(verb: Callable, args: tuple, kwargs: dict):
    """Do `verb` unless this key has done it before; either way return its row."""
    key = _key_for(verb)
    if key is None:
        return verb(*args, **kwargs)
    if not _claim(key):
        return _first_result(key)
    result = verb(*args, **kwargs)
    _remember(key, result)
    return result


def forget_old() -> None:
    """Throw away old keys: nobody sends a form again after that. Part of an act."""
    db.session.execute(delete(Done).where(Done.done_at < clock.now() - KEPT_FOR))


def _key_for(verb: Callable) -> str | None:
    if not has_request_context() or getattr(verb, "is_repeatable", False):
        return None
    key = request.form.get("idempotency_key", "")
    if not key or len(key) > LONGEST_KEY or not (key.isascii() and key.isprintable()):
        return None
    said = repr((g.get("form_owner", ""), key, *_said()))
    digest = hashlib.sha256(said.encode(errors="surrogatepass")).hexdigest()
    return f"{verb.__module__}.{verb.__name__}:{digest}"


def _said() -> Iterator[tuple]:
    """All that the form says, and the names of the files that came with it."""
    yield from ((name, words) for name, words in request.form.items(multi=True)
                if name not in ("csrf_token", "stamp"))
    yield from ((name, file.filename) for name, file in request.files.items(multi=True))


def _claim(key: str) -> bool:
    insert = {"sqlite": sqlite.insert, "postgresql": postgresql.insert}[db.engine.dialect.name]
    row = insert(Done).values(key=key, done_at=clock.now()).on_conflict_do_nothing()
    return db.session.scalar(row.returning(Done.key)) is not None


def _remember(key: str, result) -> None:
    if isinstance(result, db.Model):
        given = {"table": result.__tablename__, "row_id": inspect(result).identity[0]}
        db.session.execute(update(Done).where(Done.key == key).values(given))


def _first_result(key: str):
    first = db.session.get(Done, key)
    if first.table is None:
        return None
    models = {mapper.class_.__tablename__: mapper.class_ for mapper in db.Model.registry.mappers}
    return db.session.get(models[first.table], first.row_id)
