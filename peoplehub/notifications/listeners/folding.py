"""Telling somebody that something on their "not today" list has ended: on the site only."""
from peoplehub.folding.events import NotTodayEnded
from peoplehub.notifications.notify import notify


def tell_of_end(event: NotTodayEnded) -> None:
    """Listener: one notice, which says none of the words."""
    notify([event.person_id], "not-today", "not today", "not-today", 0, by_letter=False)


OF_FOLDING: dict = {NotTodayEnded: [tell_of_end]}
