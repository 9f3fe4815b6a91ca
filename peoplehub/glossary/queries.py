"""Queries of the glossary, which everybody may read."""
from itertools import groupby

from sqlalchemy import func, select

from peoplehub.core.errors import found
from peoplehub.core.extensions import db
from peoplehub.core.page_versions import PageVersion
from peoplehub.glossary.models import GlossaryTerm

ROOM = "glossary"
MOST = 2000  # terms that are looked for in words
BY_NAME = (func.lower(GlossaryTerm.name), GlossaryTerm.id)
VERSION = select(PageVersion.number).where(PageVersion.room == ROOM)


def glossary_version() -> int | None:
    """Another number as soon as any term is another; None where there never was one."""
    return db.session.scalar(VERSION)


def terms() -> list[GlossaryTerm]:
    """All that are explained, by name."""
    rows = select(GlossaryTerm).where(GlossaryTerm.retired_at.is_(None)).order_by(*BY_NAME)
    return list(db.session.scalars(rows.limit(MOST)))


def terms_by_letter() -> list[tuple[str, list[GlossaryTerm]]]:
    return [(letter, list(group)) for letter, group in groupby(
        sorted(terms(), key=lambda term: term.letter), key=lambda term: term.letter)]


def kept_terms() -> list[GlossaryTerm]:
    """For those who keep them: also what is retired."""
    return list(db.session.scalars(select(GlossaryTerm).order_by(*BY_NAME)))


def term_of_id(term_id: int) -> GlossaryTerm:
    """Raises NotFound."""
    return found(db.session.get(GlossaryTerm, term_id))


def term_of_slug(slug: str) -> GlossaryTerm:
    """One that is explained. Raises NotFound."""
    rows = select(GlossaryTerm).where(
        GlossaryTerm.slug == slug.replace("\x00", "")[:64], GlossaryTerm.retired_at.is_(None))
    return found(db.session.scalar(rows))
