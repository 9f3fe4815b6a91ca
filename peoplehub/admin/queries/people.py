"""Search for people by pen name or e-mail address, confirmed or not."""
from sqlalchemy import ColumnElement, false, func, or_, select, true

from peoplehub.accounts.models import RoleGrant, SignIn, User
from peoplehub.accounts.names import slug_of
from peoplehub.admin import policy
from peoplehub.core.errors import NotFound, found
from peoplehub.core.extensions import db
from peoplehub.core.paging import Page, fetch_page
from peoplehub.core.viewers import Viewer

SIZE = 30


def people_for(viewer: Viewer, typed: str, number: int) -> tuple[list[User], Page]:
    """Those whose pen name or e-mail holds what was typed; everybody when nothing was."""
    _check(viewer)
    which = _named(typed) if typed else true()
    newest = select(User).where(which).order_by(User.joined_at.desc(), User.id.desc())
    return fetch_page(newest, number, SIZE)


def person_for(viewer: Viewer, slug: str) -> User:
    """The person of that slug, for the site team and safeguarding leads. Raises NotFound."""
    _check(viewer)
    person = db.session.scalar(select(User).where(User.slug == slug.lower()[:60]))
    if person is None:
        raise NotFound()
    return person


def grant_of(person: User, grant_id: int) -> RoleGrant:
    """One of that person's grants. Raises NotFound."""
    return found(next((one for one in person.grants if one.id == grant_id), None))


def open_sessions(viewer: Viewer) -> int:
    """On how many devices somebody is signed in just now. Raises NotFound for who may not see them.
    """
    if not policy.may_administer(viewer):
        raise NotFound()
    return db.session.scalar(select(func.count()).where(SignIn.is_open())) or 0


def _named(typed: str) -> ColumnElement[bool]:
    """By the words of the name's address too, which have no accents and no capitals on any
    database; SQLite's own lower() knows the letters of English only."""
    plain = slug_of(typed)
    by_slug = User.slug.contains(plain, autoescape=True) if plain else false()
    return or_(by_slug, func.lower(User.pen_name).contains(typed.lower(), autoescape=True),
               User.email.contains(typed.lower(), autoescape=True))


def _check(viewer: Viewer) -> None:
    if not policy.may_oversee(viewer):
        raise NotFound()
