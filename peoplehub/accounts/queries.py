"""How people are read."""
import hashlib

from sqlalchemy import select

from peoplehub.accounts.models import ADVISOR, Block, SignIn, Tag, User, blocked_either_way
from peoplehub.core.errors import NotFound
from peoplehub.core.extensions import db


def person_for(viewer, slug: str) -> User:
    """The person of that slug, if the viewer may see them. Raises NotFound."""
    person = db.session.scalar(User.readable(viewer).where(User.slug == slug.lower()[:60]))
    if person is None:
        raise NotFound()
    return person


def person(person_id: int) -> User | None:
    """A person by number, for the house's own use."""
    return db.session.get(User, person_id)


def people_of(person_ids: set[int]) -> list[User]:
    """People by number, for the house's own use."""
    if not person_ids:
        return []
    return list(db.session.scalars(select(User).where(User.id.in_(person_ids))))


def person_with_email(email: str) -> User | None:
    return db.session.scalar(select(User).where(User.email == email.strip().lower()))


def advisors_for(viewer) -> list[User]:
    advisors = User.readable(viewer).where(User.role == ADVISOR, User.suspended_at.is_(None))
    return list(db.session.scalars(advisors.order_by(User.pen_name)))


def blocked_ids(viewer) -> set[int]:
    """Everyone the viewer blocks or is blocked by."""
    if viewer.id is None:
        return set()
    return set(db.session.scalars(blocked_either_way(viewer.id)))


def are_blocked(one_id: int, other_id: int) -> bool:
    pairs = [(one_id, other_id), (other_id, one_id)]
    return any(db.session.get(Block, pair) for pair in pairs)


def people_blocked_by(viewer) -> list[User]:
    theirs = select(User).join(Block, Block.blocked_id == User.id)
    return list(db.session.scalars(theirs.where(Block.blocker_id == viewer.id)))


def slugs_known(slugs: set[str]) -> set[str]:
    """Those of the slugs that are somebody's name."""
    if not slugs:
        return set()
    known = select(User.slug).where(User.slug.in_(slugs), User.confirmed_at.is_not(None))
    return set(db.session.scalars(known))


def tags_for(viewer, person: User) -> list[Tag]:
    """The tags of a person that this viewer may see."""
    if viewer.id == person.id:
        return person.tags
    return [tag for tag in person.tags if tag.audience in _tag_audiences(viewer)]


def _tag_audiences(viewer) -> set[str]:
    if viewer.id is None:
        return {"anyone"}
    helps = viewer.is_advisor or viewer.is_moderator
    return {"anyone", "members", "advisors"} if helps else {"anyone", "members"}


def person_of_session(token: str) -> User | None:
    """Whose open session this token is, with the session's number on them."""
    found = db.session.execute(
        select(User, SignIn.id)
        .join(SignIn, SignIn.user_id == User.id)
        .where(SignIn.token_hash == hash_of(token), SignIn.is_open())
    ).first()
    if found is None:
        return None
    person, person.sign_in_id = found
    person.session_token = token
    return person


def sessions_of(person: User) -> list[SignIn]:
    mine = select(SignIn).where(SignIn.user_id == person.id, SignIn.is_open())
    return list(db.session.scalars(mine.order_by(SignIn.used_at.desc())))


def hash_of(token: str) -> str:
    """What is kept of a random token. It has 128 bits or more, so one fast round is enough."""
    return hashlib.sha256(token.encode()).hexdigest()
