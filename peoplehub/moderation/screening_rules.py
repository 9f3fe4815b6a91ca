"""Why a piece is held before others see it: the rules, in the order in which they are asked. One
list for every kind; the place of a piece (its topic, its board) may have rules of its own."""
import re
from collections.abc import Iterable

from peoplehub.core import clock, formatting
from peoplehub.core.approval import EVERY, FIRST_HELD
from peoplehub.core.publications import Publication
from peoplehub.core.text import has_link, one_line, prepared
from peoplehub.moderation import queries

LINK = re.compile(  # a part of a name is at most 63 long, and is looked at from its beginning only
    r"https?://|\bwww\.|(?<![\w-])[\w-]{1,63}\.(?:com|net|org|info|uk|shop|biz|ru|xyz)\b", re.I
)
NEW_WITH_LINK = "It has a link, and its writer joined less than a day ago."
OF_PERSON = "What this person writes is looked at first until {}."
OF_TOPIC = "Replies to this topic are looked at first."
OF_PLACE = "Everything here is looked at first."
FIRST_PIECE = "Its writer is new, and the first posts of new people are looked at here."


def look_at(words: Iterable[str], html: str) -> bool:
    """Whether a moderator should read these texts of a newcomer first. Called before the act that
    writes them; within it the answer is taken from there."""
    lines = filter(None, map(one_line, words))
    return any([*map(_has_link_in_words, lines), _has_link_in_html(html)])


def why_hold(piece: Publication) -> str:
    """For moderators; "" where others see it at once. What a moderator writes is not held."""
    if piece.author is None or piece.author.is_moderator:
        return ""
    if piece.author.is_newcomer and look_at(piece.all_words, piece.html):
        return NEW_WITH_LINK
    if until := queries.approval_until(piece.author):
        return OF_PERSON.format(formatting.day(until))
    return _why_by_place(piece)


def _why_by_place(piece: Publication) -> str:
    place = piece.lock_root
    if not getattr(piece, "is_question", False) and _is_looked_at(place):
        return OF_TOPIC
    board = getattr(place, "board", None)
    rule = board.approval if board else queries.rule_of_kind(piece.kind)
    if rule == EVERY:
        return OF_PLACE
    most = FIRST_HELD.get(rule, 0)
    return FIRST_PIECE if most and queries.others_shown(piece, most) < most else ""


def _is_looked_at(place: object) -> bool:
    """Whether a place holds back what is written in it, until a time or until that is ended."""
    until = getattr(place, "approval_until", None)
    return getattr(place, "approval_at", None) is not None and (
        until is None or until > clock.now())


@prepared
def _has_link_in_words(words: str) -> bool:
    return bool(LINK.search(words))


@prepared
def _has_link_in_html(html: str) -> bool:
    return has_link(html)
