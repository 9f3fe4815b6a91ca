"""Rebuilds the search index in batches, while the site runs."""
from collections.abc import Iterator
from typing import Any

from sqlalchemy import func, select

from peoplehub.core import jobs
from peoplehub.core.acts import act
from peoplehub.core.extensions import db
from peoplehub.core.publication_lookup import is_public
from peoplehub.core.publications import KINDS
from peoplehub.search import engine
from peoplehub.search.models import SearchEntry
from peoplehub.search.rows import forget, index_those
from peoplehub.search.spelling_words import count_all

AT_ONCE = 500  # pieces in one act


def searchable() -> dict[str, Any]:
    """The kinds that can be found: models that define `search_document`."""
    return {kind: model for kind, model in KINDS.items() if is_public(kind)}


def pieces_in_all() -> int:
    return sum(db.session.scalar(select(func.count()).select_from(model))
               for model in searchable().values())


def index_everything() -> Iterator[int]:
    """Make the index again while the site runs; returns how many pieces each step looked at."""
    _forget_strange()
    for model in searchable().values():
        last = db.session.scalar(select(func.max(model.id))) or 0
        for start in range(1, last + 1, AT_ONCE):
            yield _index_some(model, start)
    _tidy()
    count_all()


@act
def _index_some(model: Any, start: int) -> int:
    some = model.id.between(start, start + AT_ONCE - 1)
    forget(SearchEntry.kind == model.kind,
           SearchEntry.piece_id.between(start, start + AT_ONCE - 1))
    index_those(model, some)
    return db.session.scalar(select(func.count()).select_from(model).where(some)) or 0


@act
def _forget_strange() -> None:
    forget(SearchEntry.kind.not_in(list(searchable())))


@jobs.every(hour="3", minute="40")
def tidy_nightly() -> None:
    _tidy()


@act
def _tidy() -> None:
    engine.tidy()
