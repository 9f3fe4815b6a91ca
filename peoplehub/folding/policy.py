"""Who changes the content note on everything that somebody writes."""
from peoplehub.accounts.models import User


def may_change_note_on_all(person: User) -> bool:
    """Their own; one that a moderator put there is taken away by moderators."""
    return not person.note_is_teams
