"""The forms of the forum whose words can be saved for later: a reply, a new topic, a question."""
from collections.abc import Collection

from peoplehub.core.extensions import db
from peoplehub.core.viewers import Viewer
from peoplehub.drafts.registry import Place, PlaceKind, always, numbers
from peoplehub.folding.content_notes import fields_of
from peoplehub.forum.models import Topic
from peoplehub.forum.queries import boards_for


def topics(viewer: Viewer, keys: Collection[str]) -> dict[str, Place]:
    """By their numbers: those that may still be read."""
    seen = db.session.scalars(Topic.readable(viewer).where(Topic.id.in_(numbers(keys))))
    return {str(topic.id): Place(topic.title, f"{topic.address}#reply") for topic in seen}


def boards(viewer: Viewer, keys: Collection[str]) -> dict[str, Place]:
    """By their slugs."""
    return {board.slug: Place(board.name, f"{board.address}/new")
            for board, _latest in boards_for(viewer) if board.slug in keys}


TICKS = ("anonymous", "made_with_ai", *fields_of(""))
DRAFT_PLACES = {
    "reply": PlaceKind("A reply", ("text", "answers", *TICKS), topics),
    "topic": PlaceKind("A new topic", ("title", "text", "tags", *TICKS), boards),
    "ask": PlaceKind("A question", ("title", "text", "tags", *TICKS),
                     always("Ask a question", "/ask")),
}
