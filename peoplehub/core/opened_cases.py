"""Pages of what people wrote to the team are opened as the cases of the queue are: for the queue's
reason, or for one that is typed. Packages above keep who looked, and why."""
from flask import current_app


def page_before(kind: str, piece_id: int) -> str | None:
    """The page that asks the viewer why, without a word of what was written. None once they may
    read: that they looked stands in the record then. Asked in a request."""
    return current_app.extensions["page_before_case"](kind, piece_id)
