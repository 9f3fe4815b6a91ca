"""The listener that keeps the search index: every published piece is in it, with the audience of
its place, and nothing else. It runs in the act that made the change, so that the two agree."""
from peoplehub.core.events import Changed, Moderated, Published, Withdrawn
from peoplehub.core.publication_lookup import is_public
from peoplehub.core.publications import piece_of
from peoplehub.search import rows


def index_piece(event: Published | Changed | Withdrawn | Moderated) -> None:
    """Listener: write the index row of a piece, or delete it when the piece is not published.
    Pieces below it (replies) are renamed, added and deleted with it. Only within an act."""
    if not is_public(event.kind):
        return
    piece = piece_of(event)
    row = rows.keep_or_forget(piece)
    for other in piece.found_with:
        rows.keep_or_forget(other)
    if not isinstance(event, Changed):
        for below, which in piece.below:
            rows.index_those(below, which)
    elif row and row["is_head"]:
        rows.name_below(row)
