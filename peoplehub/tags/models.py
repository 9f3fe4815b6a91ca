"""Tables of tags, and of what has them."""
from datetime import datetime

from sqlalchemy import ForeignKey, Index, String
from sqlalchemy.orm import Mapped, mapped_column

from peoplehub.accounts.following import TAG
from peoplehub.core.columns import UTCDateTime
from peoplehub.core.extensions import Model
from peoplehub.tags.vocabulary import FAMILIES

LONGEST_NAME = 40  # characters


class SharedTag(Model):
    """A situation, an age or a region. Its address is given once, by its first name."""

    on_public_pages = True
    kind = TAG

    id: Mapped[int] = mapped_column(primary_key=True)
    family: Mapped[str] = mapped_column(String(12))  # a key of `vocabulary.FAMILIES`
    slug: Mapped[str] = mapped_column(String(50), unique=True)
    name: Mapped[str] = mapped_column(String(LONGEST_NAME))
    position: Mapped[int] = mapped_column(default=0)  # in its family
    retired_at: Mapped[datetime | None] = mapped_column(UTCDateTime)
    merged_into_id: Mapped[int | None] = mapped_column(ForeignKey("shared_tag.id"), index=True)

    @property
    def address(self) -> str:
        return f"/forum/situations/{self.slug}"

    @property
    def family_words(self) -> str:
        return FAMILIES[self.family]

    @property
    def is_offered(self) -> bool:
        """To whoever writes."""
        return self.retired_at is None and self.merged_into_id is None


class Tagging(Model):
    """A piece, or a topic, has a tag: by its kind and id."""

    __table_args__ = (Index("ix_tagging_of_tag", "tag_id", "kind", "piece_id"),)
    on_public_pages = True

    kind: Mapped[str] = mapped_column(String(20), primary_key=True)
    piece_id: Mapped[int] = mapped_column(primary_key=True)
    tag_id: Mapped[int] = mapped_column(ForeignKey("shared_tag.id"), primary_key=True)
