"""Comments can be saved for later. What is written for a blog is saved there, as an entry."""
from collections.abc import Collection

from peoplehub.blogs.models import Entry
from peoplehub.core.extensions import db
from peoplehub.core.viewers import Viewer
from peoplehub.drafts.registry import Place, PlaceKind, numbers
from peoplehub.folding.content_notes import fields_of


def entries(viewer: Viewer, keys: Collection[str]) -> dict[str, Place]:
    """By their numbers: those that may still be read."""
    seen = db.session.scalars(Entry.readable(viewer).where(Entry.id.in_(numbers(keys))))
    return {str(entry.id): Place(entry.heading, f"{entry.address}#comment") for entry in seen}


FIELDS = ("text", "made_with_ai", *fields_of(""))
DRAFT_PLACES = {"comment": PlaceKind("A comment", FIELDS, entries)}
