"""`User`, the account of a person, and `Anonymous`, a visitor who is not signed in."""
from datetime import datetime, timedelta
from typing import Any, ClassVar, cast

from flask import current_app
from flask_login import AnonymousUserMixin, UserMixin
from markupsafe import Markup
from sqlalchemy import (
    JSON,
    ColumnElement,
    ForeignKey,
    Select,
    String,
    Text,
    and_,
    false,
    func,
    or_,
    select,
)
from sqlalchemy.orm import Mapped, mapped_column, relationship

from peoplehub.accounts.choices import WORKS_IN_CARE
from peoplehub.accounts.models.grants import RoleGrant
from peoplehub.accounts.models.relations import Consent, Tag, blocked_either_way
from peoplehub.core import clock, formatting, locks
from peoplehub.core.audiences import FAMILIES, audiences_of, is_of_board
from peoplehub.core.columns import UTCDateTime
from peoplehub.core.content_notes import LONGEST_NOTE
from peoplehub.core.email_address import readable
from peoplehub.core.extensions import Model
from peoplehub.core.publications import REPORTABLE
from peoplehub.core.rerender import OTHER_RENDERED_COLUMNS
from peoplehub.core.text import known_safe
from peoplehub.core.viewers import Viewer

MEMBER, PROFESSIONAL, ADVISOR = "member", "professional", "advisor"
MODERATOR, SAFEGUARDING, ADMIN = "moderator", "safeguarding", "admin"
COORDINATOR, EDITOR = "coordinator", "editor"
ROLES = {
    MEMBER: "Member",
    PROFESSIONAL: "Professional",
    ADVISOR: "Peer advisor",
    COORDINATOR: "Coordinator",
    EDITOR: "Editor",
    MODERATOR: "Moderator",
    SAFEGUARDING: "Safeguarding lead",
    ADMIN: "Site team",
}
STAFF_ROLES = (MODERATOR, SAFEGUARDING, ADMIN)
# Roles that must sign in with a code, too.
WITH_SECOND_STEP = (ADVISOR, COORDINATOR, EDITOR, *STAFF_ROLES)
DEMONSTRATION = "@demo.example"  # of people who are made up: no email gets there
NEW_FOR = timedelta(days=1)  # how long the gentler limits of a newcomer last


class User(UserMixin, Model):
    """A person with an account. `Anonymous` is the other kind of viewer."""

    on_public_pages = True

    kind = "person"
    lock_rank = locks.PERSON

    id: Mapped[int] = mapped_column(primary_key=True)
    email: Mapped[str] = mapped_column(String(254), unique=True)  # in lowercase
    pen_name: Mapped[str] = mapped_column(String(40))
    slug: Mapped[str] = mapped_column(String(60), unique=True)
    skeleton: Mapped[str] = mapped_column(String(120), unique=True)  # look-alikes share one
    password_hash: Mapped[str] = mapped_column(String(200), default="")
    password_changed_at: Mapped[datetime | None] = mapped_column(UTCDateTime)
    password_from_unknown: Mapped[bool] = mapped_column(default=False)  # by a browser not theirs
    role: Mapped[str] = mapped_column(String(20), default=MEMBER, index=True)
    role_since: Mapped[datetime | None] = mapped_column(UTCDateTime, default=clock.now)
    training_until: Mapped[datetime | None] = mapped_column(UTCDateTime)  # of who moderates
    second_step_at: Mapped[datetime | None] = mapped_column(UTCDateTime)  # when it was set up
    i_am: Mapped[str] = mapped_column(String(20), default="")  # as they said when they joined
    declared_at: Mapped[datetime | None] = mapped_column(UTCDateTime)  # when they said so
    describes: Mapped[str] = mapped_column(String(40), default="")  # "Parent carer"
    avatar: Mapped[str] = mapped_column(String(60), default="")
    about_text: Mapped[str] = mapped_column(Text, default="")
    about_html: Mapped[str] = mapped_column(Text, default="")
    experience: Mapped[str] = mapped_column(String(200), default="")  # an advisor's, in a sentence
    display: Mapped[dict] = mapped_column(JSON, default=dict)
    preferences: Mapped[dict] = mapped_column(JSON, default=dict)
    agreed_version: Mapped[str] = mapped_column(String(20), default="")
    agreed_at: Mapped[datetime | None] = mapped_column(UTCDateTime)
    joined_at: Mapped[datetime] = mapped_column(UTCDateTime, default=clock.now, index=True)
    confirmed_at: Mapped[datetime | None] = mapped_column(UTCDateTime)
    waits_since: Mapped[datetime | None] = mapped_column(UTCDateTime)  # for the team to let them in
    suspended_at: Mapped[datetime | None] = mapped_column(UTCDateTime)
    suspended_until: Mapped[datetime | None] = mapped_column(UTCDateTime)
    suspended_by_id: Mapped[int | None] = mapped_column(ForeignKey("user.id"))
    suspended_reason: Mapped[str | None] = mapped_column(String(500))
    banned_at: Mapped[datetime | None] = mapped_column(UTCDateTime)  # then nobody signs in with it
    note_on_all: Mapped[str] = mapped_column(  # a content note on everything by them
        String(LONGEST_NOTE), default="", server_default="")
    note_is_teams: Mapped[bool] = mapped_column(default=False, server_default=false())
    hidden_at: Mapped[datetime | None] = mapped_column(UTCDateTime)  # the words of the profile
    hidden_by_id: Mapped[int | None] = mapped_column(ForeignKey("user.id"))
    hidden_reason: Mapped[str | None] = mapped_column(String(500))

    tags: Mapped[list[Tag]] = relationship(order_by=Tag.id, cascade="all, delete-orphan")
    grants: Mapped[list[RoleGrant]] = relationship(
        order_by=RoleGrant.id, foreign_keys=[RoleGrant.user_id], cascade="all, delete-orphan")
    consents: Mapped[list[Consent]] = relationship(
        order_by=Consent.id, cascade="all, delete-orphan"
    )

    # of boards that they were let into, with commas: `forum.models.board_members` maps it
    own_audiences: ClassVar[Any]

    session_token = ""  # of the session this request came with
    sign_in_id = cast("int | None", None)
    session_used_at = cast("datetime | None", None)
    unread = cast("dict[str, int]", {})  # what waited for them when this request began

    __eq__, __hash__ = object.__eq__, object.__hash__  # by row; Flask-Login's would ask `get_id`

    def get_id(self) -> str:
        """What Flask-Login keeps in the cookie: the session's token, never the person's number."""
        return self.session_token

    @property
    def email_words(self) -> str:
        """As they write it themselves, in the letters of its domain."""
        return readable(self.email)

    @property
    def is_confirmed(self) -> bool:
        return self.confirmed_at is not None

    @property
    def is_waiting_to_join(self) -> bool:
        """Whether their email is known to be theirs and the team has not let them in. Until then
        they are to everything else like somebody who has not confirmed."""
        return self.confirmed_at is None and self.waits_since is not None

    @property
    def owns_email(self) -> bool:
        return self.is_confirmed or self.is_waiting_to_join

    @property
    def editable(self) -> dict[str, str]:
        """What the person can change of their profile, as the form names it."""
        return {"pen_name": self.pen_name, "describes": self.describes, "about": self.about_text}

    @property
    def is_moderator(self) -> bool:
        return self.has_role(*STAFF_ROLES) and not self.needs_training

    @property
    def is_safeguarding(self) -> bool:
        return self.has_role(SAFEGUARDING) and not self.needs_training

    @property
    def is_admin(self) -> bool:
        """Also without valid training: the site team can always give others their rights back."""
        return self.has_role(ADMIN)

    @property
    def is_advisor(self) -> bool:
        """A peer advisor, or a coordinator, who does advisors' work."""
        return self.has_role(ADVISOR, COORDINATOR)

    @property
    def is_coordinator(self) -> bool:
        """Looks after the peer advisors."""
        return self.has_role(COORDINATOR)

    @property
    def is_editor(self) -> bool:
        """Looks after the library and the newsletter."""
        return self.has_role(EDITOR)

    def holds(self, kind: str) -> bool:
        """Whether they have a grant of that kind now: it ends by itself, and with a suspension."""
        return not self.is_suspended and any(
            one.kind == kind and one.is_current for one in self.grants)

    def has_role(self, *roles: str) -> bool:
        """Whether they have one of these roles and may use it: not without the second step when the
        days of grace are over."""
        return self.role in roles and not self.tools_closed

    @property
    def second_step_due(self) -> datetime | None:
        """Until when somebody of the team may go on without the second step; None for who has set
        it up or need not. Nobody needs it in the demonstration."""
        if self.second_step_at is not None or self.role not in WITH_SECOND_STEP:
            return None
        if self.email.endswith(DEMONSTRATION):
            return None
        days = current_app.config["SECOND_STEP_GRACE_DAYS"]
        return (self.role_since or self.joined_at) + timedelta(days=days)

    @property
    def tools_closed(self) -> bool:
        """Whether the tools of the team are closed to them until they set up the second step."""
        due = self.second_step_due
        return due is not None and due <= clock.now()

    @property
    def training_due(self) -> datetime | None:
        """Until when somebody may moderate without doing the training (again); None for who does
        not moderate, and in the demonstration."""
        if self.role not in STAFF_ROLES or self.email.endswith(DEMONSTRATION):
            return None
        days = current_app.config["TRAINING_GRACE_DAYS"]
        return self.training_until or (self.role_since or self.joined_at) + timedelta(days=days)

    @property
    def needs_training(self) -> bool:
        """Whether their rights to moderate rest until they have done the training."""
        due = self.training_due
        return due is not None and due <= clock.now()

    @property
    def is_professional(self) -> bool:
        return self.role == PROFESSIONAL

    @property
    def works_in_care(self) -> bool:
        """By their role, or, where they have another one, by what they have said themselves."""
        return self.is_professional or self.i_am == WORKS_IN_CARE

    @property
    def has_declared(self) -> bool:
        """Whether they have said who they are, that they are grown up, and consented."""
        return self.declared_at is not None

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
        until = (
            f"until {formatting.day(self.suspended_until)}" if self.suspended_until else "for now"
        )
        why = f" The reason: {self.suspended_reason.rstrip('.')}." if self.suspended_reason else ""
        return f"You can read, but you cannot write {until}.{why}"

    @property
    def is_newcomer(self) -> bool:
        return self.role == MEMBER and clock.now() - self.joined_at < NEW_FOR

    @property
    def audiences(self) -> tuple[str, ...]:
        professional = self.works_in_care and not self.is_moderator
        own = "" if self.tools_closed else self.own_audiences
        return audiences_of(signed_in=self.is_confirmed, professional=professional, own=own)

    @classmethod
    def is_in(cls, audience: str) -> ColumnElement[bool]:
        """The same in SQL: people with a confirmed address who belong to that audience."""
        if is_of_board(audience):
            own = "," + func.coalesce(cls.own_audiences, "") + ","
            return and_(cls.confirmed_at.is_not(None),
                        own.contains(f",{audience},", autoescape=True))
        if audience != FAMILIES:
            return cls.confirmed_at.is_not(None)
        professional = or_(cls.role == PROFESSIONAL, cls.i_am == WORKS_IN_CARE)
        return and_(cls.confirmed_at.is_not(None), or_(~professional, cls.role.in_(STAFF_ROLES)))

    @property
    def role_words(self) -> str:
        return words_of_role(self.role, self.describes)

    @property
    def about(self) -> Markup:
        return known_safe(self.about_html)

    @property
    def address(self) -> str:
        return f"/people/{self.slug}"

    @property
    def heading(self) -> str:
        return f"The profile of {self.pen_name}"

    @property
    def place_heading(self) -> str:
        return self.heading

    @property
    def author_id(self) -> int:
        return self.id

    @property
    def lock_root(self) -> "User":
        return self

    @property
    def author(self) -> "User":
        return self

    @property
    def text(self) -> str:
        return "\n\n".join(filter(None, [self.pen_name, self.describes, self.about_text]))

    @classmethod
    def readable(cls, viewer: Viewer) -> Select:
        """Everyone who has confirmed, but not those who block the viewer or are blocked."""
        people = select(cls).where(cls.confirmed_at.is_not(None))
        if viewer.id is None or viewer.is_moderator:
            return people
        return people.where(cls.id.not_in(blocked_either_way(viewer.id)))

    @classmethod
    def reportable(cls, viewer: Viewer) -> Select:
        """Everyone: a block, either way, does not keep anybody from telling the team."""
        return select(cls).where(cls.confirmed_at.is_not(None))


REPORTABLE[User.kind] = User
OTHER_RENDERED_COLUMNS.append((User, "about_text", "about_html"))


def words_of_role(role: str, describes: str) -> str:
    """What stands beside the name. Only a plain member's is their own choice."""
    return (describes or ROLES[MEMBER]) if role == MEMBER else ROLES[role]


class Anonymous(AnonymousUserMixin):
    """A visitor, with the answers a person would give."""

    id = None
    is_waiting_to_join = False
    pen_name = slug = role = role_words = email = ""
    sign_in_id = session_used_at = None
    is_confirmed = is_moderator = is_safeguarding = is_admin = is_advisor = False
    is_professional = is_suspended = is_newcomer = tools_closed = False
    is_editor = is_coordinator = works_in_care = needs_training = False
    second_step_due = second_step_at = None

    def holds(self, kind: str) -> bool:
        return False

    standing_words = ""
    audiences = audiences_of(signed_in=False)
    display: dict = {}
    preferences: dict = {}
