"""Messages as HTML without Jinja for each: their template is rendered once for each look that one
can have, and what differs from one to the next is filled in. No module but the page of a
conversation asks for it, for one of its two people."""
from typing import Any, NamedTuple

from flask import get_template_attribute
from markupsafe import Markup, escape

from peoplehub.artwork import avatar
from peoplehub.core.errors import found
from peoplehub.core.formatting import time_of_day
from peoplehub.core.fragments import fragment
from peoplehub.core.text import known_safe
from peoplehub.core.viewers import Viewer
from peoplehub.messages.cards import beside
from peoplehub.messages.models import Message

PLACES = ("number", "version", "id", "address", "face", "name", "sent_at", "time", "words",
          "gone_words", "state")


class MessageLook(NamedTuple):
    """What makes a message look other than the next: all that `messages/_bubble.html` decides by.
    """

    is_mine: bool
    is_sent: bool  # not the mould of one that comes in live
    is_edited: bool
    is_shown: bool
    is_readable: bool
    may_change: bool


class MessageHtml:
    """Draws the messages of one conversation for one of its people.

    `other`: as that person may see them; `cards`: message id → sheets that it links to.
    """

    def __init__(self, viewer: Viewer, other: Any, address: str, cards: dict[int, list]) -> None:
        self._viewer, self._address, self._cards = viewer, address, cards
        self._other = {"face": avatar(other.avatar or other.slug, "small"),
                       "name": escape(other.pen_name)}

    def message(self, message: Message, state: str = "") -> Markup:
        """`state`: safe HTML that says how far it has come."""
        look, sent_at = self._look(message), found(message.published_at)
        words = message.html + beside(message, self._cards) if look.is_readable else ""
        gone_words = "" if look.is_shown else escape(message.gone_words)
        return self._filled(
            look, number=str(message.number), version=str(message.version), id=str(message.id),
            address=f"{self._address}/{message.number}",
            sent_at=sent_at.isoformat(timespec="seconds"), time=time_of_day(sent_at), words=words,
            gone_words=gone_words, state=state)

    def mould(self, is_mine: bool) -> Markup:
        """For a script, which fills it in with what comes in live."""
        look = MessageLook(is_mine=is_mine, is_sent=False, is_edited=False, is_shown=True,
                           is_readable=True, may_change=is_mine)
        return self._filled(look, number="", version="", id="0", address=f"{self._address}/0",
                            sent_at="00:00", time="", words="", gone_words="", state="")

    def _look(self, message: Message) -> MessageLook:
        is_mine, is_shown = message.author_id == self._viewer.id, message.is_shown
        is_gone = message.deleted_at is not None
        return MessageLook(
            is_mine=is_mine, is_sent=True, is_edited=message.edited_at is not None,
            is_shown=is_shown, is_readable=is_shown or (is_mine and not is_gone),
            may_change=is_mine and not is_gone and message.can_still_change)

    def _filled(self, look: MessageLook, **said: str) -> Markup:
        blank = fragment("messages/_bubble.html", PLACES, look=look)
        return known_safe(blank.fill(**self._other, **said))


def state_html(how: str, other: Any) -> Markup:
    """How far one's own message has come: "sent", "delivered" or "read"."""
    return get_template_attribute("messages/_state.html", "state")(how, other)
