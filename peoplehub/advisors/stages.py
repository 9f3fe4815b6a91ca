"""When the two of a match are asked how it goes and how it ends, and what comes of it. Everything
here runs within an act that holds the lock of the match; `due` only looks.

Half way both are asked how it goes; a week before the end, whether they finish or go on. Who has
not answered at the end is reminded, three days later a coordinator is told, and a match of which
nobody says anything for four weeks more ends by itself.
"""
from datetime import timedelta

from peoplehub.accounts import queries as people
from peoplehub.accounts.models import ADMIN, COORDINATOR
from peoplehub.advisors.events import EndingMissed, ReviewAsked, ReviewReminded
from peoplehub.advisors.models import (
    CHECK_IN,
    CHECK_IN_AFTER,
    ENDING,
    ENDING_BEFORE,
    SupportMatch,
    SupportReview,
)
from peoplehub.core import clock, mail
from peoplehub.core.acts import announce, save

LAPSE = "lapse"
REMIND, TELL = "remind", "tell"
STEPS = (CHECK_IN, ENDING, REMIND, TELL, LAPSE)
TIME_TO_ANSWER = timedelta(days=5)  # where the question came late
TOLD_AFTER = timedelta(days=3)  # days after the reminder
LAPSES_AFTER = timedelta(weeks=4)  # after a coordinator was told
SUBJECT = "PeopleHub: the end of a match is open"


def due(match: SupportMatch) -> str | None:
    """The next step whose time has come, one of STEPS."""
    now = clock.now()
    asked = [one for one in match.reviews if one.stage == ENDING and one.period == match.period]
    if not asked:
        if now >= match.ends_at - ENDING_BEFORE:
            return ENDING
        is_asked = any(one.stage == CHECK_IN and one.period == match.period
                       for one in match.reviews)
        return CHECK_IN if now >= match.period_began_at + CHECK_IN_AFTER and not is_asked else None
    return _due_at_the_end(match, asked)


def _due_at_the_end(match: SupportMatch, asked: list[SupportReview]) -> str | None:
    now, reminded = clock.now(), [one.reminded_at for one in asked if one.reminded_at]
    if not reminded:
        since = max(match.ends_at, max(one.asked_at for one in asked) + TIME_TO_ANSWER)
        return REMIND if now >= since else None
    if match.told_at is None:
        return TELL if now >= max(reminded) + TOLD_AFTER else None
    return LAPSE if now >= match.told_at + LAPSES_AFTER else None


def ask(match: SupportMatch, stage: str) -> None:
    """Both, at once; nobody sees the other's answer."""
    for person_id in match.people_ids:
        review = save(SupportReview(match_id=match.id, user_id=person_id, stage=stage,
                                    period=match.period))
        announce(ReviewAsked(match.id, person_id, review.id))


def remind(match: SupportMatch) -> None:
    """Who has not said how it ends. Whoever answered hears nothing."""
    for person_id in match.people_ids:
        review = match.review_of(person_id, ENDING)
        if review is not None:
            review.reminded_at = clock.now()
            if review.answered_at is None:
                announce(ReviewReminded(match.id, person_id, review.id))


def tell_coordinators(match: SupportMatch) -> None:
    """A letter without a name; the page of coordinators says whose match it is."""
    match.told_at = clock.now()
    team = people.people_with_role(COORDINATOR) or people.people_with_role(ADMIN)
    mail.write_to_all([(one.email, f"match {match.id}") for one in team], SUBJECT,
                      "match-without-ending", wait=timedelta())
    announce(EndingMissed(match.id))
