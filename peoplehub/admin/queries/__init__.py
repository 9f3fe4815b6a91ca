"""Queries of administration. Every query first checks the viewer."""
from peoplehub.admin.queries.boards import board_for, boards_for
from peoplehub.admin.queries.emails import STATES, email_for, emails_for
from peoplehub.admin.queries.people import grant_of, open_sessions, people_for, person_for
from peoplehub.admin.queries.record import head_for, kinds_for, lines_for, name_today
from peoplehub.admin.queries.statistics import posts_a_week, statistics_for, unanswered_for

__all__ = [
    "STATES", "board_for", "boards_for", "email_for", "emails_for", "grant_of", "head_for",
    "kinds_for", "lines_for", "name_today", "open_sessions", "people_for", "person_for",
    "posts_a_week", "statistics_for", "unanswered_for",
]  # fmt: skip
