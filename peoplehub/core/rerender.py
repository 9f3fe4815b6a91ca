"""Renders stored text to HTML again, after the renderer changed."""
from collections.abc import Iterator
from typing import Any

from sqlalchemy import ColumnElement, func, select, true

from peoplehub.core.acts import act
from peoplehub.core.database import FOR_NO_KEY_UPDATE
from peoplehub.core.extensions import db
from peoplehub.core.page_cache import bump_site_version
from peoplehub.core.preparation import prepared_by
from peoplehub.core.publications import KINDS
from peoplehub.core.text import VERSION, preparing, render

AT_ONCE = 100  # rows in one act
# beside those of publications: a table, its source, its HTML
OTHER_RENDERED_COLUMNS: list[tuple[type[Any], str, str]] = []


def rerender_all(everything: bool = False) -> Iterator[int]:
    """Make the HTML of old pieces again after the renderer changed; returns how many each step
    made. Every step is an act of its own, so that the site goes on meanwhile."""
    for model in KINDS.values():
        old = true() if everything else model.rendered_with != VERSION
        for some in _steps(model):
            yield _write_again(model, old, some)
    for model, source, html in OTHER_RENDERED_COLUMNS:
        for some in _steps(model):
            yield _render_again(model, source, html, some)


def _steps(model: type[Any]) -> Iterator[ColumnElement[bool]]:
    last = db.session.scalar(select(func.max(model.id))) or 0
    for start in range(1, last + 1, AT_ONCE):
        yield model.id.between(start, start + AT_ONCE - 1)


def _render_pieces(model: type[Any], old: ColumnElement[bool], some: ColumnElement[bool]) -> None:
    """What is slow, before anybody has to wait; the changed rows are deleted again."""
    with preparing(), db.session.no_autoflush:
        for piece in db.session.scalars(select(model).where(old, some)).unique():
            piece.write(piece.text)
    db.session.rollback()


@act
@prepared_by(_render_pieces)
def _write_again(model: type[Any], old: ColumnElement[bool], some: ColumnElement[bool]) -> int:
    pieces = db.session.scalars(select(model).where(old, some).with_for_update(**FOR_NO_KEY_UPDATE))
    found = pieces.unique().all()
    for piece in found:
        piece.write(piece.text)
    return _shown_anew(len(found))


def _render_words(model: type[Any], source: str, html: str, some: ColumnElement[bool]) -> None:
    with preparing():
        for row in db.session.scalars(select(model).where(some)).unique():
            render(getattr(row, source) or "")


@act
@prepared_by(_render_words)
def _render_again(model: type[Any], source: str, html: str, some: ColumnElement[bool]) -> int:
    rows = db.session.scalars(select(model).where(getattr(model, source) != "", some))
    for row in rows.unique().all():
        setattr(row, html, str(render(getattr(row, source))))
    return _shown_anew(sum(map(db.session.is_modified, db.session.dirty)))


def _shown_anew(made: int) -> int:
    if made:
        bump_site_version()
    return made
