"""Queries of columns instead of ORM objects, for what is read or changed often.

A statement that is built once, as a constant with `bindparam`s, costs a fifth of one built at
every request, and rows of columns a third of whole objects (bench/README.md has the figures).
"""
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import cache
from typing import Any, ClassVar, Protocol, TypeVar
from weakref import WeakSet

from sqlalchemy import (
    BindParameter,
    CursorResult,
    Executable,
    Integer,
    Row,
    Select,
    bindparam,
    inspect,
)
from sqlalchemy.orm import make_transient_to_detached

from peoplehub.core.extensions import Model, db
from peoplehub.core.viewers import Viewer

M = TypeVar("M", bound=Model)
MOST_COMPILED = 1000  # statements; there are some 300


class HasId(Protocol):
    """A row that is known by one number."""

    @property
    def id(self) -> int: ...


def loaded_id(row: HasId | int) -> int:
    """The number of what was read before, for which the database is not asked again. A number is
    its own."""
    if isinstance(row, int):
        return row
    known = inspect(row, raiseerr=False)
    return known.identity[0] if known is not None and known.identity else row.id


def fetch_rows(statement: Executable, **values: object) -> Sequence[Row]:
    return _ask(statement, values).all()


def fetch_first(statement: Executable, **values: object) -> Row | None:
    return _ask(statement, values).first()


def change(statement: Executable, **values: object) -> int:
    """Insert, update or delete without objects; returns how many rows that was. Objects that the
    session holds are not told of it."""
    return _ask(statement, values).rowcount


def as_loaded(model: type[M], columns: Sequence) -> M:
    """The object of a row that was read in `columns`, all of its table in their order: as if the
    session had loaded it, in half the time. One that the session holds already stays as it is."""
    row = dict(zip(attributes_of(model), columns, strict=True))
    known = db.session.identity_map.get(db.session.identity_key(model, row["id"]))
    if known is not None:
        return known
    made = model()
    made.__dict__.update(row)
    make_transient_to_detached(made)
    db.session.add(made)
    return made


@cache
def attributes_of(model: type[Model]) -> list[str]:
    """The names of its columns in objects, in the order of its table."""
    mapper = inspect(model)
    return [mapper.get_property_by_column(column).key for column in model.__table__.columns]


@dataclass(frozen=True)
class AnyViewer:
    """Stands for all viewers of a role where a statement is built: who it is, is said when it is
    executed (`as_viewer`)."""

    id: BindParameter | None  # None: visitors
    is_moderator: bool
    is_editor: bool
    is_advisor: bool
    is_safeguarding: bool
    is_admin: bool

    audiences: ClassVar[BindParameter] = bindparam("audiences", expanding=True)


def built_for(viewer: Viewer, build: Callable[..., Select], *about: Any) -> Select:
    """The statement that `build`, a function of a module, makes for viewers of that role and what
    is said `about` it (a model, a name): built once for each."""
    role = (viewer.is_moderator, viewer.is_editor, viewer.is_advisor, viewer.is_safeguarding,
            viewer.is_admin)
    return _built_once(build, viewer.id is None, role, *about)


@cache
def _built_once(build: Callable[..., Select], is_visitor: bool, role: tuple[bool, ...],
                *about: Any) -> Select:
    viewer_id = None if is_visitor else bindparam("viewer_id", type_=Integer)
    return build(AnyViewer(viewer_id, *role), *about)


def as_viewer(viewer: Viewer) -> dict:
    return {"viewer_id": viewer.id, "audiences": viewer.audiences}


def _ask(statement: Executable, values: dict) -> CursorResult[Any]:
    session = db.session()  # looked up once
    session.flush()  # what an act has changed so far is seen, as by the session's own reading
    options = {"compiled_cache": _compiled_for(statement)}
    return session.connection().execute(statement, values, execution_options=options)


class CompiledStatements(dict):
    """By all that a statement is made of, as SQLAlchemy keeps them itself."""

    def __setitem__(self, key: tuple, compiled: Any) -> None:
        if len(self) >= MOST_COMPILED:
            self.clear()
        super().__setitem__(key, compiled)


class CompiledConstants(dict):
    """The same, of statements that are built once: by the identity of what one is made of, which
    takes a tenth less of a page than to look at each part of it again."""

    def get(self, key: tuple, default: Any = None) -> Any:
        dialect, made_of, *about = key  # of `sqlalchemy.ClauseElement._compile_w_cache`
        brief = (id(made_of), dialect, *about)
        known = super().get(brief)
        if known is not None and known[0] is made_of:
            return known[1]
        compiled = _statements.get(key, default)
        if compiled is not None:
            if len(self) >= MOST_COMPILED:
                self.clear()
            super().__setitem__(brief, (made_of, compiled))
        return compiled

    def __setitem__(self, key: tuple, compiled: Any) -> None:
        _statements[key] = compiled


_statements, _constants = CompiledStatements(), CompiledConstants()
_asked: WeakSet[Executable] = WeakSet()


def _compiled_for(statement: Executable) -> dict:
    """Where its compiled form is kept. One that is executed again is a constant."""
    if statement in _asked:
        return _constants
    _asked.add(statement)
    return _statements
