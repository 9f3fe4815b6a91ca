"""Queries of people, sessions, blocks and verifications."""
import re

from sqlalchemy import BindParameter, Select, and_, bindparam, func, or_, select
from sqlalchemy.orm.attributes import set_committed_value

from peoplehub.accounts.following import without_muting
from peoplehub.accounts.models import (
    ADVISOR,
    AGAIN_AFTER_DAYS,
    Anonymous,
    Block,
    EmailVerification,
    FormerName,
    JoiningRules,
    RecoveryCode,
    SecondStep,
    SignIn,
    Tag,
    User,
    blocked_either_way,
)
from peoplehub.accounts.names import skeleton, slug_of
from peoplehub.accounts.tokens import hash_of
from peoplehub.core import clock
from peoplehub.core.column_queries import as_loaded, fetch_first
from peoplehub.core.columns import UTCDateTime
from peoplehub.core.errors import NotFound
from peoplehub.core.extensions import db
from peoplehub.core.paging import Page, fetch_page
from peoplehub.core.publications import Publication
from peoplehub.core.recipients import Recipients
from peoplehub.core.text import linked, mentioned
from peoplehub.core.viewers import Viewer

A_PAGE = 30  # of people one blocks
SLUG = re.compile(r"[a-z0-9-]{1,60}")


def person_for(viewer: Viewer, slug: str) -> User:
    """The person of that slug, if the viewer may see them. Raises NotFound."""
    return _one(User.readable(viewer), slug)


def profile_for(viewer: Viewer, slug: str) -> User:
    """The person of that slug, for their page: a block does not change whether it is there, or it
    would tell of itself to whoever signs out. Raises NotFound."""
    return _one(select(User).where(User.confirmed_at.is_not(None)), slug)


def person_to_block(viewer: Viewer, slug: str) -> User:
    """Somebody the viewer may see, or keeps away already: a second tap on "Block" or "Unblock"
    finds them too. One question, so that nobody slips between two. Raises NotFound."""
    seen = User.readable(viewer).with_only_columns(User.id)
    either = or_(User.id.in_(seen), User.id.in_(_blocked_by(viewer)))
    return _one(select(User).where(either), slug)


def person_blocked_by(viewer: Viewer, slug: str) -> User:
    """Somebody the viewer keeps away; their profile is out of sight. Raises NotFound."""
    return _one(select(User).where(User.id.in_(_blocked_by(viewer))), slug)


def _blocked_by(viewer: Viewer) -> Select:
    return select(Block.blocked_id).where(Block.blocker_id == viewer.id)


def _one(people: Select, slug: str) -> User:
    if not SLUG.fullmatch(slug.lower()):
        raise NotFound()
    person = db.session.scalar(people.where(User.slug == slug.lower()))
    if person is None:
        raise NotFound()
    return person


def renamed(slug: str) -> User | None:
    """Who gave up that slug not long ago."""
    if not SLUG.fullmatch(slug.lower()):
        return None
    confirmed = select(User).where(User.confirmed_at.is_not(None))
    theirs = confirmed.join(FormerName, FormerName.user_id == User.id)
    return db.session.scalar(theirs.where(FormerName.slug == slug.lower()))


def name_is_taken(name: str, but: int | None = None) -> bool:
    """Whether somebody other than `but` has that pen name, gave it up lately, or a look-alike."""
    slug, bones = slug_of(name), skeleton(name)
    alike = [
        select(kept.id).where(
            or_(kept.slug == slug, kept.skeleton == bones), owner.is_distinct_from(but)
        )
        for kept, owner in ((User, User.id), (FormerName, FormerName.user_id))
    ]
    return db.session.scalar(alike[0].union_all(alike[1]).limit(1)) is not None


def person(person_id: int) -> User | None:
    """A person by number, without a viewer: for internal use."""
    return db.session.get(User, person_id)


def person_named(name: str) -> User | None:
    """Who has that pen name, or that slug, today, without a viewer: for the team's own pages."""
    return db.session.scalar(select(User).where(User.slug == slug_of(name)))


def people_of(person_ids: set[int]) -> list[User]:
    """People by number, without a viewer: for internal use."""
    if not person_ids:
        return []
    return list(db.session.scalars(select(User).where(User.id.in_(person_ids))))


def person_with_email(email: str) -> User | None:
    return db.session.scalar(select(User).where(User.email == email))


def person_joining(email: str) -> User | None:
    """Who last asked to join with that e-mail and has not confirmed it yet."""
    asked = (
        select(User)
        .join(EmailVerification, EmailVerification.user_id == User.id)
        .where(
            EmailVerification.purpose == "join",
            EmailVerification.email == email,
            User.confirmed_at.is_(None), User.waits_since.is_(None),
        )
    )
    return db.session.scalar(asked.order_by(EmailVerification.id.desc()).limit(1))


def joining_rules() -> JoiningRules:
    """As the site team has set them, or the usual ones: everybody who confirms is in."""
    return db.session.get(JoiningRules, 1) or JoiningRules(
        id=1, asks_first=False, again_after_days=AGAIN_AFTER_DAYS)


def verification_by_link(token: str, purpose: str) -> EmailVerification | None:
    """The verification that this link belongs to, while it may still be used."""
    verification = db.session.scalar(
        select(EmailVerification).where(
            EmailVerification.link_hash == hash_of(token), EmailVerification.purpose == purpose
        )
    )
    return verification if verification and verification.is_open else None


def verification(verification_id: int | None) -> EmailVerification | None:
    return db.session.get(EmailVerification, verification_id) if verification_id else None


def next_after_joining(person_id: int) -> str:
    """Where the letter with which this person confirmed their e-mail leads on."""
    used = select(EmailVerification.next).where(
        EmailVerification.user_id == person_id,
        EmailVerification.purpose == "join",
        EmailVerification.used_at.is_not(None),
    )
    return (
        db.session.scalar(
            used.order_by(EmailVerification.used_at.desc(), EmailVerification.id.desc()).limit(1)
        )
        or ""
    )


def was_led_on_to(person_id: int, address: str) -> bool:
    """Whether an email to this person had a link that leads on there."""
    led = select(EmailVerification.id).where(
        EmailVerification.user_id == person_id, EmailVerification.next == address
    )
    return db.session.scalar(led.limit(1)) is not None


def advisors_for(viewer: Viewer) -> list[User]:
    advisors = User.readable(viewer).where(User.role == ADVISOR, User.suspended_at.is_(None))
    return list(db.session.scalars(advisors.order_by(User.pen_name)))


def people_with_role(role: str) -> list[User]:
    """Everybody of that role who may use it now: for internal use."""
    those = select(User).where(User.role == role, User.suspended_at.is_(None))
    return [one for one in db.session.scalars(those.order_by(User.id)) if one.has_role(role)]


def blocked_ids(viewer: Viewer) -> set[int]:
    """Everyone the viewer blocks or is blocked by."""
    if viewer.id is None:
        return set()
    return set(db.session.scalars(blocked_either_way(viewer.id)))


def ids_kept_away(viewer: Viewer) -> set[int]:
    """Whose words are folded for the viewer: those they block, unless they moderate."""
    if viewer.id is None or viewer.is_moderator:
        return set()
    return set(db.session.scalars(_blocked_by(viewer)))


def are_blocked(one_id: int | None, other_id: int | None) -> bool:
    return fetch_first(BLOCKED, one=one_id, other=other_id) is not None


def blocks(viewer: Viewer, person: User) -> bool:
    """Whether the viewer keeps that person away."""
    return viewer.id is not None and db.session.get(Block, (viewer.id, person.id)) is not None


def people_blocked_by(viewer: Viewer, number: int = 1) -> tuple[list[User], Page]:
    """A page of those whom the viewer keeps away, by name."""
    theirs = select(User).join(Block, Block.blocked_id == User.id)
    theirs = theirs.where(Block.blocker_id == viewer.id).order_by(User.slug)
    return fetch_page(theirs, number, A_PAGE)


def slugs_mentioned(text: str) -> set[str]:
    """The slugs of the people mentioned in `text` who exist: these become links."""
    return slugs_known(mentioned(text))


def slugs_known(slugs: set[str]) -> set[str]:
    """Those of the slugs that are somebody's name."""
    if not slugs:
        return set()
    known = select(User.slug).where(User.slug.in_(slugs), User.confirmed_at.is_not(None))
    return set(db.session.scalars(known))


def mentioned_in(piece: Publication, is_new: bool = True) -> list[Recipients]:
    """Those whom a piece calls by @name, as it is shown, and who may come to its place."""
    slugs = set(linked(piece.html).values())
    if not slugs:
        return []
    called = select(User.id).where(User.slug.in_(slugs), User.is_in(piece.audience))
    people = without_muting(set(db.session.scalars(called)), piece)
    return [Recipients(people, "mentioned", f"{piece.kind} {piece.id}", once=True)]


def answered_in(piece: Publication, is_new: bool = True) -> list[Recipients]:
    """Who wrote what a new piece answers, where its writer chose to answer that."""
    if piece.reply_to_id is None or not is_new:
        return []
    author_of = select(User.id).join(type(piece), type(piece).author_id == User.id).where(
        type(piece).id == piece.reply_to_id, User.is_in(piece.audience))
    people = without_muting(set(db.session.scalars(author_of)), piece)
    return [Recipients(people, "answered", f"{piece.kind} {piece.reply_to_id} answers")]


def tags_for(viewer: Viewer, person: User) -> list[Tag]:
    """The tags of a person that this viewer may see."""
    if viewer.id == person.id:
        return person.tags
    if viewer.id is not None and not viewer.is_moderator and are_blocked(viewer.id, person.id):
        viewer = Anonymous()
    return [tag for tag in person.tags if tag.audience in _tag_audiences(viewer)]


def _tag_audiences(viewer: Viewer) -> set[str]:
    if viewer.id is None:
        return {"anyone"}
    helps = viewer.is_advisor or viewer.is_moderator
    return {"anyone", "members", "advisors"} if helps else {"anyone", "members"}


SESSION = (  # built once: every page of a signed-in person asks it
    select(*User.__table__.columns, SignIn.id, SignIn.used_at)
    .select_from(SignIn)
    .join(User, SignIn.user_id == User.id)
    .where(SignIn.token_hash == bindparam("token_hash"))
    .where(SignIn.is_open(bindparam("now", type_=UTCDateTime)))
)


_one_id: BindParameter[int] = bindparam("one")
_other_id: BindParameter[int] = bindparam("other")
BLOCKED = select(Block.blocker_id).where(or_(  # built once: every message asks it
    and_(Block.blocker_id == _one_id, Block.blocked_id == _other_id),
    and_(Block.blocker_id == _other_id, Block.blocked_id == _one_id),
)).limit(1)


def person_of_session(statement: Select, token: str) -> User | None:
    """Whose open session this token is, with the session's number on them. `statement`: SESSION
    with more columns, their own audiences and the counts of what waits for them."""
    row = fetch_first(statement, token_hash=hash_of(token), now=clock.now())
    if row is None:
        return None
    whole = len(User.__table__.columns)
    person = as_loaded(User, row[:whole])
    person.sign_in_id, person.session_used_at, own, *counts = row[whole:]
    set_committed_value(person, "own_audiences", own)
    person.unread = dict(zip(row._fields[whole + 3:], counts, strict=True))
    person.session_token = token
    return person


def writer_of_session(token: str) -> int | None:
    """Whose session this token is or was, open or not."""
    return db.session.scalar(select(SignIn.user_id).where(SignIn.token_hash == hash_of(token)))


def sessions_of(person: User) -> list[SignIn]:
    mine = select(SignIn).where(SignIn.user_id == person.id, SignIn.is_open())
    return list(db.session.scalars(mine.order_by(SignIn.used_at.desc())))


def sign_in_of(person: User, sign_in_id: int) -> SignIn:
    """One of the person's own open sessions. Raises NotFound."""
    mine = select(SignIn).where(
        SignIn.id == sign_in_id, SignIn.user_id == person.id, SignIn.is_open()
    )
    found = db.session.scalar(mine)
    if found is None:
        raise NotFound()
    return found


def pending_secret(person: User) -> str:
    """The secret that they are setting up in an app; empty when there is none."""
    step = db.session.get(SecondStep, person.id)
    return step.pending if step else ""


def recovery_codes_left(person: User) -> int:
    unused = select(func.count()).where(
        RecoveryCode.user_id == person.id, RecoveryCode.used_at.is_(None))
    return db.session.scalar(unused) or 0
