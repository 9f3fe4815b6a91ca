"""The author of a piece as others may know them: a pen name, or an alias that identifies nobody."""
from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache
from operator import attrgetter

from peoplehub.accounts.choices import WORKS_IN_CARE
from peoplehub.accounts.models import (
    ADVISOR,
    COORDINATOR,
    EDITOR,
    PROFESSIONAL,
    STAFF_ROLES,
    User,
    words_of_role,
)
from peoplehub.forum.models import Post
from peoplehub.forum.models.aliases import alias_words

NEEDED = (User.pen_name, User.slug, User.avatar, User.role, User.describes,
          User.i_am, User.note_on_all)
NAMES = [column.key for column in NEEDED]
SLUG = NAMES.index("slug")
of_row = attrgetter(*NAMES)  # the columns NEEDED of a row that has them among others


@dataclass(frozen=True, slots=True)
class PublicAuthor:
    """Answers what templates ask of a person, and nothing else about them."""

    pen_name: str
    address: str = ""
    avatar: str = ""
    role_words: str = ""
    is_advisor: bool = False
    is_moderator: bool = False
    is_editor: bool = False
    works_in_care: bool = False
    note: str = ""  # on everything by them

    @property
    def has_badge(self) -> bool:
        return (self.is_advisor or self.is_moderator or self.is_editor or self.works_in_care)

    @property
    def described(self) -> str:
        """Aisha, parent carer"""
        words = self.role_words
        if words[1:2].islower():
            words = words[0].lower() + words[1:]
        return ", ".join(filter(None, [self.pen_name, words]))


GONE = PublicAuthor("Someone who has left", avatar="someone who has left")


def public_author(
    needed: Sequence | None, topic_id: int, alias: int | None, unnamed_asker: bool
) -> PublicAuthor:
    """`needed`: the columns `NEEDED` of its author, or what they are where nobody is left."""
    if alias is not None:
        return unnamed(topic_id, alias, unnamed_asker)
    if needed is None or needed[SLUG] is None:
        return GONE
    return named(*needed)


@lru_cache(maxsize=2048)
def named(
    pen_name: str, slug: str, avatar: str, role: str, describes: str, i_am: str, note: str = ""
) -> PublicAuthor:
    return PublicAuthor(
        pen_name=pen_name,
        address=f"/people/{slug}",
        avatar=avatar or slug,
        role_words=words_of_role(role, describes),
        is_advisor=role in (ADVISOR, COORDINATOR),
        is_editor=role == EDITOR,
        is_moderator=role in STAFF_ROLES,
        works_in_care=role == PROFESSIONAL or i_am == WORKS_IN_CARE,
        note=note,
    )


def unnamed(topic_id: int, alias: int, unnamed_asker: bool) -> PublicAuthor:
    """Drawn from the topic and the alias alone, so that nothing of the person is in it."""
    return PublicAuthor(alias_words(alias, unnamed_asker), avatar=f"anonymous {topic_id} {alias}")


def asker(needed: Sequence, topic_id: int, anonymous: bool) -> PublicAuthor:
    """Who began a topic, as lists and its title say it; `needed` as above."""
    if anonymous:
        return PublicAuthor("Anonymous", avatar=f"anonymous {topic_id} 1")
    return public_author(needed, topic_id, alias=None, unnamed_asker=False)


def writer_of(post: Post) -> PublicAuthor:
    """Of a whole row: whoever shows a post's author must ask here."""
    needed = of_row(post.author) if post.author else None
    return public_author(needed, post.topic_id, post.alias, post.topic.anonymous)
