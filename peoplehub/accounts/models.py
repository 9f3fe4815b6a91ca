"""People and what belongs to them."""
from datetime import datetime, timedelta

from flask_login import AnonymousUserMixin, UserMixin
from sqlalchemy import JSON, ForeignKey, Index, Select, String, Text, UniqueConstraint, select
from sqlalchemy.orm import Mapped, mapped_column, relationship

from peoplehub.accounts.choices import TAG_AUDIENCES
from peoplehub.core import clock, words
from peoplehub.core.audiences import audiences_of
from peoplehub.core.columns import Moment
from peoplehub.core.extensions import db
from peoplehub.core.publications import REPORTABLE
from peoplehub.core.text import known_safe

MEMBER, PROFESSIONAL, ADVISOR = "member", "professional", "advisor"
MODERATOR, SAFEGUARDING, ADMIN = "moderator", "safeguarding", "admin"
ROLES = {
    MEMBER: "Member",
    PROFESSIONAL: "Professional",
    ADVISOR: "Peer advisor",
    MODERATOR: "Moderator",
    SAFEGUARDING: "Safeguarding lead",
    ADMIN: "Site team",
}
LOOKS_AFTER = (MODERATOR, SAFEGUARDING, ADMIN)
NEW_FOR = timedelta(days=1)  # how long the gentler limits of a newcomer last
CODE_LASTS = timedelta(minutes=10)
MOST_TRIES = 6


class User(UserMixin, db.Model):
    """A person with an account. Strangers are the other kind of viewer."""

    kind = "person"

    id: Mapped[int] = mapped_column(primary_key=True)
    email: Mapped[str] = mapped_column(String(254), unique=True)  # in small letters
    pen_name: Mapped[str] = mapped_column(String(40))
    slug: Mapped[str] = mapped_column(String(60), unique=True)
    skeleton: Mapped[str] = mapped_column(String(120), unique=True)  # look-alikes share one
    password_hash: Mapped[str] = mapped_column(String(200), default="")
    role: Mapped[str] = mapped_column(String(20), default=MEMBER)
    describes: Mapped[str] = mapped_column(String(40), default="")  # "Parent carer"
    avatar: Mapped[str] = mapped_column(String(60), default="")
    about_text: Mapped[str] = mapped_column(Text, default="")
    about_html: Mapped[str] = mapped_column(Text, default="")
    experience: Mapped[str] = mapped_column(String(200), default="")  # an advisor's, in a sentence
    display: Mapped[dict] = mapped_column(JSON, default=dict)
    preferences: Mapped[dict] = mapped_column(JSON, default=dict)
    agreed_version: Mapped[str] = mapped_column(String(20), default="")
    agreed_at: Mapped[datetime | None] = mapped_column(Moment)
    joined_at: Mapped[datetime] = mapped_column(Moment, default=clock.now)
    confirmed_at: Mapped[datetime | None] = mapped_column(Moment)
    suspended_at: Mapped[datetime | None] = mapped_column(Moment)
    suspended_until: Mapped[datetime | None] = mapped_column(Moment)
    suspended_by_id: Mapped[int | None] = mapped_column(ForeignKey("user.id"))
    suspended_reason: Mapped[str | None] = mapped_column(String(500))
    hidden_at: Mapped[datetime | None] = mapped_column(Moment)  # the words of the profile
    hidden_by_id: Mapped[int | None] = mapped_column(ForeignKey("user.id"))
    hidden_reason: Mapped[str | None] = mapped_column(String(500))

    tags: Mapped[list["Tag"]] = relationship(order_by="Tag.id", cascade="all, delete-orphan")

    session_token = ""  # of the session this request came with
    sign_in_id = None
    session_used_at = None

    __eq__, __hash__ = object.__eq__, object.__hash__  # by row; Flask-Login's would ask `get_id`

    def get_id(self) -> str:
        """What Flask-Login keeps in the cookie: the session's token, never the person's number."""
        return self.session_token

    @property
    def is_confirmed(self) -> bool:
        return self.confirmed_at is not None

    @property
    def is_moderator(self) -> bool:
        return self.role in LOOKS_AFTER

    @property
    def is_safeguarding(self) -> bool:
        return self.role == SAFEGUARDING

    @property
    def is_admin(self) -> bool:
        return self.role == ADMIN

    @property
    def is_advisor(self) -> bool:
        return self.role == ADVISOR

    @property
    def is_professional(self) -> bool:
        return self.role == PROFESSIONAL

    @property
    def is_suspended(self) -> bool:
        if self.suspended_at is None:
            return False
        return self.suspended_until is None or self.suspended_until > clock.now()

    @property
    def standing_words(self) -> str:
        """For a suspended person, what that means, until when, and why."""
        if not self.is_suspended:
            return ""
        until = f"until {words.day(self.suspended_until)}" if self.suspended_until else "for now"
        why = f" The reason: {self.suspended_reason.rstrip('.')}." if self.suspended_reason else ""
        return f"You can read, but you cannot write {until}.{why}"

    @property
    def is_newcomer(self) -> bool:
        return self.role == MEMBER and clock.now() - self.joined_at < NEW_FOR

    @property
    def audiences(self) -> tuple[str, ...]:
        return audiences_of(signed_in=self.is_confirmed, professional=self.is_professional)

    @property
    def role_words(self) -> str:
        return words_of_role(self.role, self.describes)

    @property
    def about(self):
        return known_safe(self.about_html)

    @property
    def address(self) -> str:
        return f"/people/{self.slug}"

    @property
    def heading(self) -> str:
        return f"The profile of {self.pen_name}"

    @property
    def author_id(self) -> int:
        return self.id

    @property
    def author(self) -> "User":
        return self

    @property
    def text(self) -> str:
        return "\n\n".join(filter(None, [self.pen_name, self.describes, self.about_text]))

    @classmethod
    def readable(cls, viewer) -> Select:
        """Everyone who has confirmed, but not those who block the viewer or are blocked."""
        people = select(cls).where(cls.confirmed_at.is_not(None))
        if viewer.id is None or viewer.is_moderator:
            return people
        return people.where(cls.id.not_in(blocked_either_way(viewer.id)))


REPORTABLE[User.kind] = User


def words_of_role(role: str, describes: str) -> str:
    """What stands beside the name. Only a plain member's is their own choice."""
    return (describes or ROLES[MEMBER]) if role == MEMBER else ROLES[role]


class Stranger(AnonymousUserMixin):
    """A visitor, with the answers a person would give."""

    id = None
    pen_name = slug = role = role_words = email = ""
    sign_in_id = session_used_at = None
    is_confirmed = is_moderator = is_safeguarding = is_admin = is_advisor = False
    is_professional = is_suspended = is_newcomer = False
    standing_words = ""
    audiences = audiences_of(signed_in=False)
    display: dict = {}
    preferences: dict = {}


class SignIn(db.Model):
    """A session of one browser: listed to its owner, and ended on the server."""

    id: Mapped[int] = mapped_column(primary_key=True)
    user_id: Mapped[int] = mapped_column(ForeignKey("user.id"), index=True)
    token_hash: Mapped[str] = mapped_column(String(64), unique=True)
    browser: Mapped[str] = mapped_column(String(60), default="")  # "Chrome on Android"
    began_at: Mapped[datetime] = mapped_column(Moment, default=clock.now)
    used_at: Mapped[datetime] = mapped_column(Moment, default=clock.now)
    expires_at: Mapped[datetime] = mapped_column(Moment)
    ended_at: Mapped[datetime | None] = mapped_column(Moment)

    user: Mapped[User] = relationship()

    @classmethod
    def is_open(cls):
        return (cls.ended_at.is_(None)) & (cls.expires_at > clock.now())


class Tag(db.Model):
    """One thing a person has lived with, and who may see that they have."""

    __table_args__ = (UniqueConstraint("user_id", "words"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    user_id: Mapped[int] = mapped_column(ForeignKey("user.id"), index=True)
    words: Mapped[str] = mapped_column(String(60))
    audience: Mapped[str] = mapped_column(String(10), default="me")  # me, advisors, members, anyone

    @property
    def audience_words(self) -> str:
        return TAG_AUDIENCES[self.audience]


class Block(db.Model):
    """`blocker` wants nothing to do with `blocked`: works both ways, and silently."""

    blocker_id: Mapped[int] = mapped_column(ForeignKey("user.id"), primary_key=True)
    blocked_id: Mapped[int] = mapped_column(ForeignKey("user.id"), primary_key=True, index=True)
    blocked_at: Mapped[datetime] = mapped_column(Moment, default=clock.now)


class Proof(db.Model):
    """A link and a six-digit code sent by letter: whoever brings one back reads that mailbox.

    One that belongs to nobody is used up from the start: it is there so that asking with an
    unknown e-mail takes as long as with a known one.
    """

    __table_args__ = (Index("ix_proof_user_purpose", "user_id", "purpose"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    user_id: Mapped[int | None] = mapped_column(ForeignKey("user.id"))
    purpose: Mapped[str] = mapped_column(String(20))  # join, password, email
    email: Mapped[str] = mapped_column(String(254))
    link_hash: Mapped[str] = mapped_column(String(64), unique=True)
    code_hash: Mapped[str] = mapped_column(String(64))
    tries: Mapped[int] = mapped_column(default=0)
    made_at: Mapped[datetime] = mapped_column(Moment, default=clock.now)
    expires_at: Mapped[datetime] = mapped_column(Moment)
    used_at: Mapped[datetime | None] = mapped_column(Moment)

    user: Mapped[User | None] = relationship()

    @property
    def is_open(self) -> bool:
        return self.used_at is None and self.expires_at > clock.now()

    @property
    def takes_codes(self) -> bool:
        is_young = self.made_at + CODE_LASTS > clock.now()
        return self.is_open and is_young and self.tries < MOST_TRIES


class FormerName(db.Model):
    """A name somebody gave up: for a while nobody else may have it, and its address leads on."""

    id: Mapped[int] = mapped_column(primary_key=True)
    user_id: Mapped[int] = mapped_column(ForeignKey("user.id"), index=True)
    slug: Mapped[str] = mapped_column(String(60), index=True)
    skeleton: Mapped[str] = mapped_column(String(120), index=True)
    left_at: Mapped[datetime] = mapped_column(Moment, default=clock.now)


def blocked_either_way(user_id: int) -> Select:
    """The ids of people whom this person blocks or who block this person, as a subquery."""
    mine = select(Block.blocked_id).where(Block.blocker_id == user_id)
    theirs = select(Block.blocker_id).where(Block.blocked_id == user_id)
    return mine.union_all(theirs)
