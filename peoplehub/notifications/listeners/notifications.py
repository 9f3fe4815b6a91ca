"""Taking back emails about notices that were read before the emails left."""
from peoplehub.core import mail
from peoplehub.notifications import queries
from peoplehub.notifications.events import NotificationsRead
from peoplehub.notifications.notify import about_notice


def forget_what_was_read(event: NotificationsRead) -> None:
    """A letter waits only while what it tells of is unread."""
    waiting = mail.waiting_about(about_notice(event.person_id, ""))
    if waiting:
        mail.withdraw(waiting - {about_notice(event.person_id, thread)
                                 for thread in queries.unread_threads(event.person_id)})
