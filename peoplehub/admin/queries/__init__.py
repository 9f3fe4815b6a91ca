"""How the site is read by those who keep it. Every query asks first whether they may."""
from peoplehub.admin.queries.boards import board_for, boards_for
from peoplehub.admin.queries.figures import figures_for, posts_a_week, unanswered_for
from peoplehub.admin.queries.letters import STATES, letter_for, letters_for
from peoplehub.admin.queries.people import open_sessions, people_for, person_for
from peoplehub.admin.queries.record import kinds_for, lines_for, name_today

__all__ = [
    "STATES", "board_for", "boards_for", "figures_for", "kinds_for", "letter_for", "letters_for",
    "lines_for", "name_today", "open_sessions", "people_for", "person_for", "posts_a_week",
    "unanswered_for",
]  # fmt: skip
