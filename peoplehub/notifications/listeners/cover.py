"""Telling families that their advisor is away, that somebody can stand in, and that they are back;
and advisors what a coordinator set or booked. A letter says nothing of it."""
from peoplehub.core.extensions import db
from peoplehub.core.formatting import count, day, time_of_day
from peoplehub.cover.events import CoverEnded, FamilyTold
from peoplehub.cover.models import FamilyCover
from peoplehub.notifications.notify import notify
from peoplehub.supervision.events import CapacityLimited, DebriefBooked
from peoplehub.supervision.models import AdvisorDebrief

IS_AWAY = "{} is away for a while. We look for somebody who can stand in."
CAN_STAND_IN = "{} is away for a while. Somebody can stand in, if you like. You choose."
IS_BACK = "{} is back. Whoever stood in no longer sees what you passed on."
STANDS_IN_NO_MORE = "Whoever stood in for {} cannot do so any more. They see nothing of you now."
THANK_YOU = "{} is back. Thank you for standing in. You no longer see what you were given."
LIMIT = "A coordinator has set a limit for you: {} at a time, for now."
NO_LIMIT = "The limit that a coordinator had set for you is gone."
BOOKED = "A talk is booked for you: {} at {}."


def _tell_family(event: FamilyTold) -> None:
    family = db.session.get_one(FamilyCover, event.family_cover_id)
    name = family.absence.advisor.pen_name
    words = CAN_STAND_IN.format(name) if family.offered_id else IS_AWAY.format(name)
    _tell(event.parent_id, family, f"offered {family.offered_id or 0}", words)


def _tell_of_end(event: CoverEnded) -> None:
    """The family; and who stood in, where somebody did."""
    family = db.session.get_one(FamilyCover, event.family_cover_id)
    name = family.absence.advisor.pen_name
    words = STANDS_IN_NO_MORE.format(name) if family.is_open else IS_BACK.format(name)
    _tell(event.parent_id, family, "ended", words)
    if event.cover_id is not None and not family.is_open:
        notify([event.cover_id], "match", f"cover {family.absence_id} ended", "advising", 0,
               words=THANK_YOU.format(name))


def _tell_of_limit(event: CapacityLimited) -> None:
    words = LIMIT.format(count(event.most, "family", "families")) if event.most else NO_LIMIT
    notify([event.advisor_id], "match", "limit", "advising", 0, words=words)


def _tell_of_talk(event: DebriefBooked) -> None:
    debrief = db.session.get_one(AdvisorDebrief, event.debrief_id)
    moment = debrief.booked_for or debrief.wished_at
    notify([event.advisor_id], "match", f"talk {debrief.id}", "advising-load", 0,
           words=BOOKED.format(day(moment), time_of_day(moment)))


def _tell(parent_id: int, family: FamilyCover, thread: str, words: str) -> None:
    notify([parent_id], "match", f"cover {family.id} {thread}", "family-cover", family.id,
           words=words)


OF_COVER: dict = {
    FamilyTold: [_tell_family], CoverEnded: [_tell_of_end], CapacityLimited: [_tell_of_limit],
    DebriefBooked: [_tell_of_talk],
}
