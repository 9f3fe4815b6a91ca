"""Information sheets as places that can be followed."""
from peoplehub.accounts.followed_places import changes_of, of_pieces

FOLLOWED_PLACES = {
    "sheet": of_pieces("sheet", "Information sheet",
                       lambda sheet_id: changes_of("sheet", sheet_id), "Every change"),
}
