"""What follows when somebody reads notices: emails about them that have not left are taken back,
and open pages hear how many still wait."""
from peoplehub.core import mail, unread_counts
from peoplehub.notifications import queries
from peoplehub.notifications.events import NotificationsRead
from peoplehub.notifications.notify import about_notice


def forget_what_was_read(event: NotificationsRead) -> None:
    """A letter waits only while what it tells of is unread."""
    waiting = mail.waiting_about(about_notice(event.person_id, ""))
    if waiting:
        mail.withdraw(waiting - {about_notice(event.person_id, thread)
                                 for thread in queries.unread_threads(event.person_id)})


def count_again(event: NotificationsRead) -> None:
    unread_counts.send_counts([event.person_id])
