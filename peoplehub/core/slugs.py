"""Slugs: addresses made of words, each given once."""
from collections.abc import Set
from itertools import count

from slugify import slugify
from sqlalchemy import ColumnElement, select
from sqlalchemy.orm import InstrumentedAttribute

from peoplehub.core.extensions import db
from peoplehub.core.locks import wait_for_name


def slug_of(words: str, longest: int, otherwise: str) -> str:
    """Lowercase letters and hyphens, at most `longest`; `otherwise` where nothing is left."""
    return slugify(words, max_length=longest, word_boundary=True) or otherwise


def free_slug(column: InstrumentedAttribute, wanted: str, *among: ColumnElement[bool],
              reserved: Set[str] = frozenset()) -> str:
    """`wanted`, or with the first number behind it that no row `among` these has in `column`. Until
    the act is over, whoever else wants it waits."""
    wait_for_name(column, wanted)
    alike = select(column).where(column.startswith(wanted, autoescape=True), *among)
    taken = reserved | set(db.session.scalars(alike))
    names = (wanted if number == 1 else f"{wanted}-{number}" for number in count(1))
    return next(name for name in names if name not in taken)
