"""A request for a peer advisor can be saved for later."""
from peoplehub.drafts.registry import PlaceKind, always

DRAFT_PLACES = {
    "advisor-request": PlaceKind("A request for a peer advisor", ("text",),
                                 always("Ask a peer advisor", "/support/new")),
}
