"""Saying how things are, before and after a match, and taking it back."""
from peoplehub.accounts.models import User
from peoplehub.advisors import policy, queries
from peoplehub.advisors.events import OutcomeRated, OutcomeWithdrawn
from peoplehub.advisors.models import OutcomeRating
from peoplehub.advisors.outcomes import BEFORE, SCALE
from peoplehub.core import clock
from peoplehub.core.acts import act, announce, save
from peoplehub.core.errors import Invalid, require
from peoplehub.core.extensions import db

NOT_NOW = "This is not asked just now. There is nothing more to do."
NO_SCORE = "Please tap one of the five answers."


@act
def rate(person: User, match_id: int, score: int) -> OutcomeRating:
    """One tap, which is the consent that the page asks for: in the first four weeks how things were
    before, from a week before the end on how they are after it. What was said stands until it is
    taken back, so that a month that is counted stays as it is. Raises Forbidden, and Invalid for
    another score."""
    match = queries.locked_match(match_id)
    moment = policy.rating_asked(person, match)
    require(moment is not None, NOT_NOW)
    if score not in SCALE:
        raise Invalid(NO_SCORE)
    rating = db.session.get(OutcomeRating, match.id) or save(OutcomeRating(match_id=match.id))
    if getattr(rating, moment or BEFORE) is not None:
        return rating
    setattr(rating, moment or BEFORE, score)
    setattr(rating, f"{moment or BEFORE}_at", clock.now())
    announce(OutcomeRated(person.id, match.id))
    return rating


@act
def withdraw_rating(person: User, match_id: int) -> None:
    """It is deleted. A second time changes nothing."""
    match = queries.locked_match(match_id)
    require(policy.may_see_rating(person, match), NOT_NOW)
    rating = db.session.get(OutcomeRating, match.id)
    if rating is not None:
        db.session.delete(rating)
        announce(OutcomeWithdrawn(person.id, match.id))
