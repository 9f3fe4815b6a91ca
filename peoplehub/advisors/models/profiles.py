"""Tables of an advisor: what they know, when they are there, and their training.

Days and times of availability are those of the wall clock in London, as in the rota.
"""
from datetime import date, datetime, time

from sqlalchemy import (
    Date,
    ForeignKey,
    Index,
    Select,
    String,
    UniqueConstraint,
    bindparam,
    exists,
    select,
    text,
)
from sqlalchemy.orm import Mapped, mapped_column, relationship

from peoplehub.accounts.choices import WORKS_IN_CARE
from peoplehub.accounts.models import ADVISOR, COORDINATOR, User, blocked_either_way
from peoplehub.advisors import boundaries
from peoplehub.advisors.choices import EXPERIENCE, FACETS
from peoplehub.advisors.models.boundaries import BoundariesAgreement
from peoplehub.core import clock, formatting
from peoplehub.core.columns import UTCDateTime
from peoplehub.core.extensions import Model, db
from peoplehub.core.publication_descriptions import SearchDocument
from peoplehub.core.publications import Publication
from peoplehub.core.viewers import Viewer

ADVISING_ROLES = (ADVISOR, COORDINATOR)
IS_THERE = text("deleted_at IS NULL")  # one that was taken down may be followed by another


class AdvisorProfile(Publication, Model):
    """The public page of one advisor. `text`: what they know, in their own words."""

    kind = "advisor"
    shelves = {"advisor": (7, "Peer advisors")}
    __table_args__ = (
        Index("ix_advisor_profile_one_of_author", "author_id", unique=True,
              sqlite_where=IS_THERE, postgresql_where=IS_THERE),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    gender: Mapped[str] = mapped_column(String(10), default="")  # only if they say it
    capacity: Mapped[int] = mapped_column(default=4)  # families at a time
    most_families: Mapped[int | None]  # a coordinator's limit, where there is one
    paused_at: Mapped[datetime | None] = mapped_column(UTCDateTime)
    asked_version: Mapped[int] = mapped_column(default=0)  # of the boundaries, by the last notice
    away_from: Mapped[date | None]  # the first day away; None: at once, where they are away
    away_until: Mapped[date | None]  # the last day away; None where it is not known
    free_until: Mapped[datetime | None] = mapped_column(UTCDateTime)  # "I am free this hour"

    experience: Mapped[list["AdvisorExperience"]] = relationship(
        cascade="all, delete-orphan", order_by="AdvisorExperience.value")
    evenings: Mapped[list["AdvisorAvailability"]] = relationship(
        cascade="all, delete-orphan",
        order_by="AdvisorAvailability.weekday, AdvisorAvailability.begins")
    trainings: Mapped[list["AdvisorTraining"]] = relationship(
        primaryjoin="foreign(AdvisorTraining.user_id) == AdvisorProfile.author_id",
        order_by="AdvisorTraining.expires_on.desc(), AdvisorTraining.id.desc()", viewonly=True)
    agreements: Mapped[list[BoundariesAgreement]] = relationship(
        primaryjoin="foreign(BoundariesAgreement.user_id) == AdvisorProfile.author_id",
        viewonly=True)

    @property
    def address(self) -> str:
        return f"/advisors/{self.author.slug}"

    @property
    def heading(self) -> str:
        return f"{self.author.pen_name}, peer advisor"

    @property
    def news(self) -> str:
        return ""  # nobody is told

    @property
    def places(self) -> int:
        """How many families at a time: what they said, or less where a coordinator said less."""
        return min(self.capacity, self.most_families or self.capacity)

    def is_away_on(self, day: date) -> bool:
        if self.away_from is None and self.away_until is None:
            return False
        has_begun = self.away_from is None or self.away_from <= day
        return has_begun and (self.away_until is None or day <= self.away_until)

    def values_of(self, facet: str) -> list[str]:
        """Their values of a facet, in the order of the choices."""
        mine = {one.value for one in self.experience if one.facet == facet}
        return [value for value in FACETS[facet][1] if value in mine]

    def words_of(self, facet: str) -> list[str]:
        return [FACETS[facet][1][value] for value in self.values_of(facet)]

    @property
    def training(self) -> "AdvisorTraining | None":
        """The one that lasts longest."""
        return self.trainings[0] if self.trainings else None

    @property
    def has_agreed(self) -> bool:
        """Whether they ticked the boundaries, as they are now."""
        return any(one.version == boundaries.VERSION for one in self.agreements)

    @property
    def has_successor(self) -> bool:
        others = select(AdvisorProfile.id).where(
            AdvisorProfile.author_id == self.author_id, AdvisorProfile.id != self.id,
            AdvisorProfile.deleted_at.is_(None))
        return db.session.scalar(others) is not None

    def search_document(self) -> SearchDocument:
        said = [words for facet in EXPERIENCE for words in self.words_of(facet)]
        return SearchDocument("advisor", f"advisor {self.id}", self.heading,
                              " ".join([self.plain_words, *said]), self.audience)

    @classmethod
    def visible(cls, viewer: Viewer) -> Select:
        """The pages there are: of those who are advisors now, never of professionals, and not
        across a block."""
        advisors = select(User.id).where(
            User.role.in_(ADVISING_ROLES), User.i_am != WORKS_IN_CARE,
            User.confirmed_at.is_not(None), User.suspended_at.is_(None))
        pages = select(cls).where(cls.author_id.in_(advisors), cls.shown_to(viewer))
        if viewer.id is None or viewer.is_moderator:
            return pages
        return pages.where(cls.author_id.not_in(blocked_either_way(viewer.id)))

    @classmethod
    def readable(cls, viewer: Viewer) -> Select:
        """What lists and search show: not of somebody whose training has run out, or who has not
        ticked the boundaries."""
        today = bindparam("today", callable_=_today, type_=Date, unique=True)  # when it is executed
        trained = select(AdvisorTraining.user_id).where(AdvisorTraining.expires_on >= today)
        agreed = exists().where(BoundariesAgreement.user_id == cls.author_id,
                                BoundariesAgreement.version == boundaries.VERSION)
        return cls.visible(viewer).where(cls.author_id.in_(trained), agreed)

    @classmethod
    def reportable(cls, viewer: Viewer) -> Select:
        return select(cls).where(cls.was_shown_to(viewer))


class AdvisorExperience(Model):
    """One thing that an advisor knows: a facet of `choices.FACETS` and one of its values."""

    on_public_pages = True

    profile_id: Mapped[int] = mapped_column(
        ForeignKey("advisor_profile.id", ondelete="CASCADE"), primary_key=True)
    facet: Mapped[str] = mapped_column(String(20), primary_key=True)
    value: Mapped[str] = mapped_column(String(30), primary_key=True)


class AdvisorAvailability(Model):
    """One evening of the week on which an advisor answers. `weekday`: 0 is Monday."""

    on_public_pages = True

    __table_args__ = (UniqueConstraint("profile_id", "weekday", "begins"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    profile_id: Mapped[int] = mapped_column(ForeignKey("advisor_profile.id", ondelete="CASCADE"))
    weekday: Mapped[int]
    begins: Mapped[time]
    ends: Mapped[time]


class AdvisorTraining(Model):
    """A training that an advisor has done, as a coordinator recorded it."""

    on_public_pages = True

    id: Mapped[int] = mapped_column(primary_key=True)
    user_id: Mapped[int] = mapped_column(ForeignKey("user.id"), index=True)
    name: Mapped[str] = mapped_column(String(80))
    completed_on: Mapped[date]
    expires_on: Mapped[date]  # its last day
    recorded_by_id: Mapped[int | None] = mapped_column(ForeignKey("user.id"))
    recorded_at: Mapped[datetime] = mapped_column(UTCDateTime, default=clock.now)
    reminded_at: Mapped[datetime | None] = mapped_column(UTCDateTime)  # of its end


def _today() -> date:
    return formatting.local(clock.now()).date()
