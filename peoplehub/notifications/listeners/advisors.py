"""Telling families and advisors what happened to a request and to their match. A letter says
nothing of it."""
from peoplehub.accounts.models import ADMIN, COORDINATOR
from peoplehub.accounts.queries import people_with_role
from peoplehub.advisors.events import (
    AdvisorUnheard,
    BoundariesAsked,
    MatchEnded,
    MatchRenewed,
    RequestAccepted,
    ReviewAsked,
    ReviewReminded,
    TrainingExpiring,
)
from peoplehub.advisors.models import (
    ANOTHER,
    CHECK_IN,
    LAPSED,
    AdvisorRequest,
    AdvisorTraining,
    SupportMatch,
    SupportReview,
)
from peoplehub.core import clock
from peoplehub.core.extensions import db
from peoplehub.core.formatting import calendar_day
from peoplehub.notifications.notify import notify

HALF_WAY = "You are half way. How is it going?"
NEARLY_OVER = "Your eight weeks are nearly over. Would you like to finish, or continue?"
OVER_NOW = "Your eight weeks are over. Please say whether you finish or continue."
ENDINGS = {  # to the other of the two
    ANOTHER: "You do not continue together. It is nobody’s fault: people fit or they do not.",
    LAPSED: "Your eight weeks are over, so we have closed them. You can begin again at any time.",
}
FINISHED = "You have finished, for now. A kind goodbye does good."
RENEWED = "You continue for eight more weeks."
TICK_LINES = "Please tick the six lines about what a peer advisor is. Until then you are not shown."
EXPIRES = "The training is valid until {}. After that families are not shown the page any more."

PAUSED = ("Two families waited for your answer until their time was over. So nobody new is sent to "
          "you for now. When you are back, end the pause in your hours.")
UNHEARD = ("They did not answer the last two requests in time, so nobody new is sent to them. "
           "Please ask them how they are.")


def tell_of_advising(event: RequestAccepted | ReviewAsked | ReviewReminded | MatchEnded
                     | MatchRenewed | TrainingExpiring | BoundariesAsked
                     | AdvisorUnheard) -> None:
    """Listener: one of those below for each event."""
    TELL[type(event)](event)


def _tell_of_acceptance(event: RequestAccepted) -> None:
    request = db.session.get_one(AdvisorRequest, event.request_id)
    notify([request.user_id], "support", f"request {request.id}", "advisor-request", request.id,
           event.advisor_id)


def _tell_of_review(event: ReviewAsked | ReviewReminded) -> None:
    match = db.session.get_one(SupportMatch, event.match_id)
    review = db.session.get_one(SupportReview, event.review_id)
    if isinstance(event, ReviewReminded):
        _tell(match, event.person_id, f"review {review.id} again", OVER_NOW)
    else:
        words = HALF_WAY if review.stage == CHECK_IN else NEARLY_OVER
        _tell(match, event.person_id, f"review {review.id}", words)


def _tell_of_ending(event: MatchEnded) -> None:
    match = db.session.get_one(SupportMatch, event.match_id)
    for person_id in match.people_ids:
        if person_id != event.person_id:
            _tell(match, person_id, f"match {match.id} ended", ENDINGS.get(event.ending, FINISHED))


def _tell_of_renewal(event: MatchRenewed) -> None:
    match = db.session.get_one(SupportMatch, event.match_id)
    for person_id in match.people_ids:
        if person_id != event.person_id:
            _tell(match, person_id, f"match {match.id} period {event.period}", RENEWED)


def _tell(match: SupportMatch, person_id: int, thread: str, words: str) -> None:
    """Never across a block: the other of the two is whose doing it is."""
    notify([person_id], "match", thread, "support-match", match.id,
           match.other(person_id).id, words=words)


def _tell_of_training(event: TrainingExpiring) -> None:
    training = db.session.get_one(AdvisorTraining, event.training_id)
    words = EXPIRES.format(calendar_day(training.expires_on))
    notify([event.advisor_id], "match", f"training {training.id}", "advising", 0, words=words)
    team = people_with_role(COORDINATOR) or people_with_role(ADMIN)
    notify([one.id for one in team], "match", f"training {training.id}", "advisor-training",
           training.id, event.advisor_id, words=words)


def _tell_of_boundaries(event: BoundariesAsked) -> None:
    notify([event.advisor_id], "match", f"boundaries {event.version}", "boundaries", 0,
           words=TICK_LINES)


def _tell_of_silence(event: AdvisorUnheard) -> None:
    thread = f"unheard {clock.now():%Y-%m-%d}"
    notify([event.advisor_id], "match", thread, "advising", 0, words=PAUSED)
    team = people_with_role(COORDINATOR) or people_with_role(ADMIN)
    notify([one.id for one in team], "match", thread, "advisor-unheard", event.advisor_id,
           event.advisor_id, words=UNHEARD)


TELL: dict = {
    RequestAccepted: _tell_of_acceptance, ReviewAsked: _tell_of_review,
    ReviewReminded: _tell_of_review, MatchEnded: _tell_of_ending, MatchRenewed: _tell_of_renewal,
    TrainingExpiring: _tell_of_training, BoundariesAsked: _tell_of_boundaries,
    AdvisorUnheard: _tell_of_silence,
}  # fmt: skip
