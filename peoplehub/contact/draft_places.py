"""A letter to the team can be saved for later by whoever has an account."""
from peoplehub.drafts.registry import PlaceKind, always

DRAFT_PLACES = {
    "contact": PlaceKind("A letter to the team", ("text",), always("Contact the team", "/contact")),
}
