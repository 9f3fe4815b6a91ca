"""Counts the words of what everybody may read, for the spelling that search offers.

Counted by the worker, so that nobody who posts waits for it: what is new every ten minutes,
everything each night, after a removal and with `flask search rebuild`. What is hidden in between
keeps its words here until then; `spelling.py` offers none that its viewer does not find.
"""
from collections import Counter
from collections.abc import Iterable, Iterator
from typing import Any

from sqlalchemy import bindparam, delete, func, select

from peoplehub.core import jobs
from peoplehub.core.acts import act
from peoplehub.core.audiences import ANYONE
from peoplehub.core.column_queries import fetch_rows
from peoplehub.core.database import insert
from peoplehub.core.extensions import db
from peoplehub.search.models import SearchEntry
from peoplehub.search.normalization import fold
from peoplehub.search.query_parser import words
from peoplehub.search.spelling_models import SpellingWord

SHORTEST, LONGEST = 4, 24  # letters
AT_ONCE = 500  # pieces that are read, and words that are written in one act
MOST_WORDS = 50_000  # that are kept: those that most pieces have
MOST_COUNTED = 4 * MOST_WORDS  # in memory; then those of one piece are left out
MARK = select(func.coalesce(func.max(SpellingWord.counted_to), 0))
PUBLIC = (select(SearchEntry.id, SearchEntry.title, SearchEntry.body, SearchEntry.is_head)
          .where(SearchEntry.audience == ANYONE, SearchEntry.id > bindparam("after"))
          .order_by(SearchEntry.id).limit(AT_ONCE))


def words_of(title: str, body: str) -> set[str]:
    """The words of a piece that can be misspelt: letters alone, neither short nor very long."""
    return {word for word in words(fold(f"{title}\n{body}"))
            if SHORTEST <= len(word) <= LONGEST and word.isalpha()}


@jobs.every(minute="*/10")
def count_new() -> None:
    """Add the words of what was published since they were counted last."""
    mark = db.session.scalar(MARK) or 0
    counted, mark = _counted(mark)
    _add(counted, mark)


@jobs.every(hour="4", minute="25")
@jobs.job
def count_all() -> None:
    """Count everything again: words of what is gone go with it."""
    counted, mark = _counted(0)
    kept = dict(counted.most_common(MOST_WORDS))
    before = {row.word: row.pieces for row in
              fetch_rows(select(SpellingWord.word, SpellingWord.pieces))}
    for gone in _some(before.keys() - kept.keys()):
        _forget(gone)
    changed = [{"word": word, "pieces": pieces, "counted_to": mark}
               for word, pieces in kept.items() if before.get(word) != pieces]
    for some in _some(changed or [{"word": word, "pieces": kept[word], "counted_to": mark}
                                  for word in list(kept)[:1]]):
        _write(some)


def _counted(after: int) -> tuple[Counter[str], int]:
    """How many pieces with a higher number have each word, and the highest number."""
    counted: Counter[str] = Counter()
    while rows := fetch_rows(PUBLIC, after=after):
        db.session.rollback()  # no reading transaction stays open while it goes on
        for row in rows:
            counted.update(words_of(row.title if row.is_head else "", row.body))
        after = rows[-1].id
        if len(counted) > MOST_COUNTED:
            counted = Counter({word: pieces for word, pieces in counted.items() if pieces > 1})
    return counted, after


def _add(counted: Counter[str], mark: int) -> None:
    for some in _some([{"word": word, "pieces": pieces, "counted_to": mark}
                       for word, pieces in counted.items()]):
        _write_more(some)


def _some(many: Iterable[Any]) -> Iterator[list[Any]]:
    rest = list(many)
    for start in range(0, len(rest), AT_ONCE):
        yield rest[start : start + AT_ONCE]


@act
def _write(rows: list[dict]) -> None:
    new = insert(SpellingWord)
    db.session.execute(new.on_conflict_do_update(index_elements=["word"], set_={
        "pieces": new.excluded.pieces, "counted_to": new.excluded.counted_to}), rows)


@act
def _write_more(rows: list[dict]) -> None:
    new = insert(SpellingWord)
    db.session.execute(new.on_conflict_do_update(index_elements=["word"], set_={
        "pieces": SpellingWord.pieces + new.excluded.pieces,
        "counted_to": new.excluded.counted_to}), rows)


@act
def _forget(words: list[str]) -> None:
    db.session.execute(delete(SpellingWord).where(SpellingWord.word.in_(words)))
