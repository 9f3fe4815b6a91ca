"""The first look, before anyone else sees a piece. It holds; it never deletes or refuses."""
import re

from peoplehub.core.events import Changed, Published
from peoplehub.core.publications import piece_of
from peoplehub.core.text import has_link
from peoplehub.moderation.actions import hold_piece

LINK = re.compile(  # a part of a name is at most 63 long, and is looked at from its beginning only
    r"https?://|\bwww\.|(?<![\w-])[\w-]{1,63}\.(?:com|net|org|info|uk|shop|biz|ru|xyz)\b", re.I
)
NEW_WITH_LINK = "It has a link, and its writer joined less than a day ago."


def screen(event: Published | Changed) -> None:
    """Hold a piece that a moderator should see first."""
    piece = piece_of(event)
    if piece.held_at or piece.author is None:
        return
    if piece.author.is_newcomer and (LINK.search(piece.all_words) or has_link(piece.html)):
        hold_piece(piece, NEW_WITH_LINK)
