"""How soon advisors answer, counted from real answers. Too few of them say nothing."""
from collections import defaultdict
from collections.abc import Collection
from datetime import datetime, timedelta
from statistics import median, median_high

from sqlalchemy import func, select

from peoplehub.advisors.models import ACCEPTED, DECLINED, EXPIRED, AdvisorRequest, RequestOffer
from peoplehub.core import clock, formatting
from peoplehub.core.errors import found
from peoplehub.core.extensions import db

LOOKED_BACK = timedelta(days=90)
FEWEST = 3  # answers, before anything is said
WORDS = (  # up to how many minutes → what is said
    (60, "Usually answers within an hour"),
    (240, "Usually answers within a few hours"),
    (24 * 60, "Usually answers within a day"),
    (48 * 60, "Usually answers within two days"),
)
SLOWLY = "Sometimes takes more than two days to answer"
UNKNOWN = "New here, so we cannot say yet how soon they answer"
NO_WAIT = "We cannot say yet how long it takes."
MOSTLY_NONE = "Lately fewer than half of those who asked had an answer from somebody. We ask on."
SILENT_AFTER = 2  # requests that ran out, one after the other
AT_ONCE = timedelta(minutes=1)  # between a request and the first who have it
STILL_OPEN = timedelta(hours=1)  # a request that is younger may get its answer yet


def answer_words(advisor_ids: Collection[int]) -> dict[int, str]:
    """How soon each of them usually answers a request, in words."""
    usual = usual_minutes(advisor_ids)
    return {one: _words(usual.get(one)) for one in advisor_ids}


def usual_minutes(advisor_ids: Collection[int]) -> dict[int, float]:
    """How many minutes each of them usually takes to answer a request, whether with yes or no; what
    ran out unanswered counts with all the time it had. Of whom too little is known is left out."""
    taken = defaultdict(list)
    answered = select(RequestOffer.advisor_id, RequestOffer.offered_at, RequestOffer.answered_at)
    answered = answered.where(
        RequestOffer.advisor_id.in_(advisor_ids),
        RequestOffer.outcome.in_((ACCEPTED, DECLINED, EXPIRED)),
        RequestOffer.answered_at > clock.now() - LOOKED_BACK)
    for advisor_id, since, until in db.session.execute(answered):
        taken[advisor_id].append(_seconds(since, until) / 60)
    return {one: median(minutes) for one, minutes in taken.items() if len(minutes) >= FEWEST}


def is_unheard(advisor_id: int, since: datetime) -> bool:
    """Whether the last two requests that ended for them both ran out, the last `since` then."""
    ended = select(RequestOffer.outcome, RequestOffer.answered_at).where(
        RequestOffer.advisor_id == advisor_id,
        RequestOffer.outcome.in_((ACCEPTED, DECLINED, EXPIRED)))
    last = db.session.execute(ended.order_by(
        RequestOffer.answered_at.desc(), RequestOffer.id.desc()).limit(SILENT_AFTER)).all()
    return ([outcome for outcome, _ in last] == [EXPIRED] * SILENT_AFTER
            and last[0].answered_at >= since)


def ran_out(since: datetime) -> set[int]:
    """The advisors to whom a request was offered that ran out since then."""
    return set(db.session.scalars(select(RequestOffer.advisor_id).where(
        RequestOffer.outcome == EXPIRED, RequestOffer.answered_at >= since)))


def wait_words(advisor_ids: Collection[int]) -> str:
    """How long people waited for a yes who asked while one of these advisors was there, counted
    from when they asked. Whoever got none counts too, as the longest wait of all."""
    waits = sorted(_waits_of_all_who_asked(advisor_ids))
    if len(waits) < FEWEST:
        return NO_WAIT
    usual = median_high(waits)
    if usual == float("inf"):
        return MOSTLY_NONE
    return f"Half of those who asked had an answer within {waiting_words(usual)}."


def waiting_words(seconds: float) -> str:
    """Never less than a minute."""
    return formatting.waiting(max(60, round(seconds)))


def _waits_of_all_who_asked(advisor_ids: Collection[int]) -> list[float]:
    """In seconds, one for each request that one of them had at once; without those of the last
    hour that are still open."""
    now = clock.now()
    asked = select(AdvisorRequest.asked_at, AdvisorRequest.closed_at, AdvisorRequest.outcome,
                   func.min(RequestOffer.offered_at)).join(RequestOffer.request).where(
        RequestOffer.advisor_id.in_(advisor_ids), RequestOffer.was_on.is_(True),
        AdvisorRequest.asked_at > now - LOOKED_BACK).group_by(AdvisorRequest.id)
    return [_seconds(since, until) if outcome == ACCEPTED else float("inf")
            for since, until, outcome, offered in db.session.execute(asked)
            if offered - since < AT_ONCE and (until is not None or since < now - STILL_OPEN)]


def _seconds(since: datetime, until: datetime | None) -> float:
    return (found(until) - since).total_seconds()


def _words(usual: float | None) -> str:
    if usual is None:
        return UNKNOWN
    return next((words for most, words in WORDS if usual <= most), SLOWLY)
