"""Screening: holds a piece that a moderator should read before others do. It never deletes or
refuses."""
import re
from collections.abc import Iterable

from peoplehub.core.events import Changed, Published
from peoplehub.core.publications import piece_of
from peoplehub.core.text import has_link, one_line, prepared
from peoplehub.moderation.actions import hold_piece
from peoplehub.moderation.cases import keep_held

LINK = re.compile(  # a part of a name is at most 63 long, and is looked at from its beginning only
    r"https?://|\bwww\.|(?<![\w-])[\w-]{1,63}\.(?:com|net|org|info|uk|shop|biz|ru|xyz)\b", re.I
)
NEW_WITH_LINK = "It has a link, and its writer joined less than a day ago."


def look_at(words: Iterable[str], html: str) -> bool:
    """Whether a moderator should read these texts of a newcomer first. Called before the act that
    writes them; within it the answer is taken from there."""
    lines = filter(None, map(one_line, words))
    return any([*map(_has_link_in_words, lines), _has_link_in_html(html)])


def screen(event: Published | Changed) -> None:
    """Listener: hold a newcomer's piece that contains a link. What is held already waits in the
    queue."""
    piece = piece_of(event)
    if piece.held_at:
        keep_held(piece, is_changed=isinstance(event, Changed))
    elif piece.author and piece.author.is_newcomer and look_at(piece.all_words, piece.html):
        hold_piece(piece, NEW_WITH_LINK)


@prepared
def _has_link_in_words(words: str) -> bool:
    return bool(LINK.search(words))


@prepared
def _has_link_in_html(html: str) -> bool:
    return has_link(html)
