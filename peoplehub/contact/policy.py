"""Who may do what with the team's queue. Questions only: nothing here changes anything."""


def may_read_queue(viewer) -> bool:
    """The team, for as long as they are the team."""
    return viewer.is_moderator and not viewer.is_suspended


def may_answer(viewer, enquiry) -> bool:
    """Nobody decides on what they wrote themselves."""
    if not may_read_queue(viewer):
        return False
    return enquiry.person_id != viewer.id
