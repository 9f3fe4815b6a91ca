"""Synonyms of the field: whoever types one word finds the others. Editors keep them."""
import re
from collections.abc import Iterable
from functools import lru_cache

from sqlalchemy import func, select

from peoplehub.core.column_queries import fetch_rows
from peoplehub.core.errors import NotFound
from peoplehub.core.extensions import db
from peoplehub.search import word_segmentation
from peoplehub.search.normalization import fold
from peoplehub.search.synonym_models import SynonymGroup

Words = tuple[str, ...]
ALL = select(SynonymGroup.phrases).order_by(SynonymGroup.id)


def root(words: Words) -> Words:
    """The words without the s of more than one: PAs and budgets are looked up as PA and budget."""
    return tuple(word[:-1] if len(word) > 2 and word.endswith("s") else word for word in words)


def words_of(phrase: str) -> Words:
    """A phrase as what people type is read."""
    return word_segmentation.words(fold(phrase))


def _as_written(phrase: str) -> Words:
    """As the index has it: there the s of "carer's" is a word of its own."""
    return word_segmentation.words(fold(re.sub("['’]s\\b", " s", phrase)))


class Synonyms:
    """Groups of phrases that mean the same."""

    def __init__(self, groups: Iterable[str]):
        """Each group: its phrases, one on each line."""
        self.ways: dict[Words, tuple[Words, ...]] = {}
        for group in groups:
            written = dict.fromkeys(map(_as_written, filter(words_of, group.splitlines())))
            self.ways |= {root(words_of(phrase)): tuple(written) for phrase in group.splitlines()
                          if words_of(phrase)}
        self.longest = max(map(len, self.ways), default=1)

    def same_as(self, words: Words) -> tuple[Words, ...]:
        """Every way to say it, the words themselves first."""
        others = self.ways.get(root(words), ())
        return (words, *(other for other in others if other != words))

    def has(self, word: str) -> bool:
        return root((word,)) in self.ways


def groups() -> list[SynonymGroup]:
    """By their first phrase."""
    return list(db.session.scalars(select(SynonymGroup).order_by(func.lower(SynonymGroup.phrases))))


def group_of_id(group_id: int) -> SynonymGroup:
    """Raises NotFound."""
    group = db.session.get(SynonymGroup, group_id)
    if group is None:
        raise NotFound()
    return group


def kept() -> tuple[str, ...]:
    """The lists as editors keep them now, each with a phrase on each line."""
    return tuple(row.phrases for row in fetch_rows(ALL))


def current() -> Synonyms:
    return _read(kept())


@lru_cache(maxsize=4)
def _read(groups: tuple[str, ...]) -> Synonyms:
    return Synonyms(groups)
