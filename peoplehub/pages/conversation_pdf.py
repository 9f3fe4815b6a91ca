"""A private conversation as a tagged PDF (PDF/UA-1) for one of its two people, for a meeting: set
by the library's Typst program, in a process of its own, and kept nowhere."""
import re
from datetime import datetime
from itertools import groupby
from typing import Any

from flask import current_app
from sqlalchemy import select

from peoplehub.core import clock, formatting
from peoplehub.core.errors import Unavailable, found
from peoplehub.core.extensions import db
from peoplehub.core.viewers import Viewer
from peoplehub.library.pdf import process, svg
from peoplehub.library.pdf.html_tree import tree
from peoplehub.messages.models import Conversation, Message
from peoplehub.messages.policy import may_answer
from peoplehub.pages.conversation_pictures import small_copies

MOST = 300  # messages of one paper, the newest
PATCHES = 12  # across the top of the first page
WITH_WORDS = ("kids", "plain", "shown", "alt")  # parts of a piece that are printed
THE_OTHER = "The other person"
NOT_MADE = (
    "We could not make this PDF just now. It is not your fault. Your messages are still on their "
    "page. Please try again later."
)
PRIVATE = (
    "These are private messages. Show them only to people whom both of you would trust with them."
)


def paper_of(viewer: Viewer, conversation: Conversation, with_name: bool, made_at: datetime
             ) -> dict:
    """Everything that is printed, as the tree that the compiler takes. Without the other's name
    unless `with_name`; never before they are accepted."""
    other = conversation.other(viewer.id).user
    is_named = with_name and not may_answer(viewer, conversation)
    name = other.pen_name if is_named else THE_OTHER
    shown = _newest(conversation)
    return {
        "format": "pdf", "site": current_app.config["SITE_NAME"], "label": "Private",
        "title": f"My messages with {name if is_named else name.lower()}",
        "summary": f"A private conversation, as it stood on {formatting.day(made_at)}.",
        "address": "Private", "checked": f"Made on {formatting.day(made_at)}",
        "strip": svg.strip(conversation.address, PATCHES), "facts": _facts(name, shown),
        "nodes": _nodes(viewer, shown, name, "" if is_named else other.pen_name), "rows": [],
        "ending": [[PRIVATE]],
    }


def compiled(paper: dict, made_at: datetime) -> bytes:
    """With its pictures, which are opened only now. Raises Unavailable when it cannot be made."""
    wanted = [node["key"] for node in paper["nodes"] if _is_picture(node)]
    files = {f"{key}.jpg": copy for key, copy in small_copies(reversed(wanted)).items()}
    nodes = [_placed(node, files) for node in paper["nodes"]
             if not _is_picture(node) or f"{node['key']}.jpg" in files]
    data = {name: copy["data"] for name, copy in files.items()}
    try:
        return process.compile_pdf(paper | {"nodes": nodes, "files": data}, made_at)[0]
    except process.NotMade as error:
        raise Unavailable(NOT_MADE) from error


def _newest(conversation: Conversation) -> list[Message]:
    theirs = select(Message).where(Message.conversation_id == conversation.id)
    return list(db.session.scalars(theirs.order_by(Message.number.desc()).limit(MOST)))[::-1]


def _facts(name: str, shown: list[Message]) -> list[list[str]]:
    if not shown:
        return [["With", name]]
    first, last = (formatting.day(_sent(one)) for one in (shown[0], shown[-1]))
    days = first if first == last else f"{first} to {last}"
    left = f"The newest {MOST}." if shown[0].number > 1 else "All of them."
    return [["With", name], ["Days", days], ["Messages", f"{len(shown)}. {left}"]]


def _nodes(viewer: Viewer, shown: list[Message], name: str, hidden: str) -> list:
    nodes: list = []
    for day, messages in groupby(shown, key=lambda one: formatting.day(_sent(one))):
        nodes.append(_tag("h2", day))
        for one in messages:
            who = "I" if one.author_id == viewer.id else name
            edited = ", edited" if one.edited_at else ""
            nodes.append(_tag("h3", f"{who}, {formatting.time_of_day(_sent(one))}{edited}"))
            nodes += _words(viewer, one, hidden)
    return nodes or [_tag("p", "There are no messages yet.")]


def _words(viewer: Viewer, message: Message, hidden: str) -> list:
    if not message.is_readable_by(viewer):
        return [_tag("p", "This message is not shown.")]
    nodes = tree(message.html, current_app.config["BASE_URL"])
    if message.file_key and message.is_shown:
        nodes += [_picture(message)] if message.has_picture else []
        nodes.append(_tag("p", message.file_words))
    return without_name(nodes, hidden) if hidden else nodes


def _picture(message: Message) -> dict:
    """Where a picture stands; its description comes below it."""
    return {"tag": "picture", "key": message.file_key, "alt": message.file_alt, "kids": []}


def _is_picture(node: dict | str) -> bool:
    return isinstance(node, dict) and node["tag"] == "picture"


def _placed(node: Any, files: dict[str, dict]) -> Any:
    """A picture with its file and size, other nodes as they are."""
    if not _is_picture(node):
        return node
    name = f"{node['key']}.jpg"
    return node | {"file": name, "wide": files[name]["wide"], "high": files[name]["high"]}


def without_name(node: Any, name: str) -> Any:
    """The same pieces with a name left out of every word of them."""
    if isinstance(node, str):
        return re.sub(rf"@?\b{re.escape(name)}\b", "[name]", node, flags=re.IGNORECASE)
    if isinstance(node, list):
        return [without_name(one, name) for one in node]
    if not isinstance(node, dict):
        return node
    changed = {key: without_name(node[key], name) for key in WITH_WORDS if key in node}
    is_profile = "/people/" in node.get("href", "")
    return node | changed | ({"href": "", "far": False} if is_profile else {})


def _sent(message: Message) -> datetime:
    return found(message.published_at or clock.now())


def _tag(tag: str, words: str) -> dict:
    return {"tag": tag, "kids": [words]}
