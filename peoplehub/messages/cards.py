"""What stands beside the words of a message: its file, and a card for each information sheet that
it links to, if its reader may read that sheet."""
import re
from collections.abc import Iterable, Sequence
from typing import Any

from flask import current_app

from peoplehub.core.errors import found
from peoplehub.core.extensions import db
from peoplehub.core.publications import KINDS
from peoplehub.core.viewers import Viewer
from peoplehub.messages.models import Message

SHEET = r"/library/([a-z0-9-]{1,80})(?![\w-])"
MOST = 3  # cards of one message
LARGEST_READ = 50_000  # letters of its HTML


def cards_of(viewer: Viewer, messages: Iterable[Message]) -> dict[int, list[Any]]:
    """Message id → the sheets it links to, in their order. One query, and none without a link."""
    linked = {one.id: slugs for one in messages
              if one.is_readable_by(viewer) and (slugs := slugs_in(one.html))}
    if not linked:
        return {}
    sheet: Any = KINDS["sheet"]
    asked = {slug for slugs in linked.values() for slug in slugs}
    rows = sheet.readable(viewer).where(sheet.slug.in_(asked), sheet.is_out())
    known = {one.slug: one for one in db.session.scalars(rows)}
    return {number: [known[slug] for slug in slugs if slug in known]
            for number, slugs in linked.items()}


def slugs_in(html: str) -> list[str]:
    """The slugs of sheets of this site whose address stands in it, whole or from the slash on."""
    if "/library/" not in html:
        return []
    here = re.escape(current_app.config["BASE_URL"].rstrip("/"))
    linked = re.findall(rf"(?:{here}|(?<![\w/.:-])){SHEET}", html[:LARGEST_READ])
    return list(dict.fromkeys(linked))[:MOST]


def sheet_for(viewer: Viewer, slug: str) -> Any:
    """The sheet of that slug, if it is out and the viewer may read it. Raises NotFound."""
    sheet: Any = KINDS["sheet"]
    return found(db.session.scalar(sheet.readable(viewer).where(
        sheet.slug == slug[:80].replace("\x00", ""), sheet.is_out())))


def link_to(sheet: Any) -> str:
    """Its whole address, as somebody would paste it."""
    return f"{current_app.config['BASE_URL'].rstrip('/')}{sheet.address}"


def beside(message: Message, cards: dict[int, list[Any]]) -> str:
    """What stands beside its words, safe HTML. `cards`: of `cards_of`."""
    if not message.file_key and message.id not in cards:
        return ""
    template = current_app.jinja_env.get_template("messages/_attached.html")
    return template.render(message=message, cards=cards.get(message.id, [])).strip()


def to_json(viewer: Viewer, messages: Sequence[Message]) -> list[dict]:
    """The messages as scripts are told them, with what stands beside their words."""
    cards = cards_of(viewer, messages)
    return [one.to_json_for(viewer, beside(one, cards)) for one in messages]
