"""Information sheets as places that can be followed."""
from peoplehub.accounts.followed_places import News, of_pieces
from peoplehub.accounts.following import CHANGED
from peoplehub.library.models import Sheet


def _noted_changes(sheet_id: int) -> News:
    """But for small corrections, of which nobody is told."""
    return News(Sheet, Sheet.id == sheet_id, Sheet.noted_at, CHANGED)


FOLLOWED_PLACES = {
    "sheet": of_pieces("sheet", "Information sheet", _noted_changes, "Every change"),
}
