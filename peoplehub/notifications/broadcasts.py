"""Open pages hear how many new things wait for their person."""
from peoplehub.core import unread_counts
from peoplehub.core.events import Changed, Moderated, Published
from peoplehub.notifications import queries
from peoplehub.notifications.events import NotificationsRead


def count_again(event: NotificationsRead) -> None:
    unread_counts.send_counts([event.person_id])


def count_for_piece(event: Published | Changed | Moderated) -> None:
    """Listener: send new unread counts to those who were notified of the piece; after moderation
    its author is among them."""
    unread_counts.send_counts(queries.told_of(event.kind, event.piece_id))
