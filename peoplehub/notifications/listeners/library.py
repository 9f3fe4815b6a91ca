"""Telling those who asked for another format of a sheet that it is there."""
from peoplehub.notifications.notify import notify
from peoplehub.sheet_feedback.events import FormatReady
from peoplehub.sheet_feedback.queries import askers_of


def tell_askers(event: FormatReady) -> None:
    """Listener: one notice each, on the site alone."""
    notify(askers_of(event.wish_id), "format", f"format {event.wish_id}", "sheet", event.sheet_id,
           event.by_id, named=False, by_letter=False)


OF_FORMATS: dict = {FormatReady: [tell_askers]}
