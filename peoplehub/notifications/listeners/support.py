"""Telling people of the team what others of the team, or members, ask of them or say to them. A
notice and a letter hold no word of it."""
from sqlalchemy import select

from peoplehub.accounts.models import SAFEGUARDING, User
from peoplehub.core.extensions import db
from peoplehub.moderation import policy
from peoplehub.moderation.events import (
    DebriefAnswered,
    DebriefWritten,
    OpinionAsked,
    OpinionGiven,
    ThanksSent,
)
from peoplehub.moderation.models import DebriefNote, SecondOpinion
from peoplehub.notifications.notify import notify


def tell_of_support(event: OpinionAsked | OpinionGiven | DebriefWritten | DebriefAnswered
                    | ThanksSent) -> None:
    """Listener: whoever is asked, answered or thanked."""
    if isinstance(event, OpinionAsked | OpinionGiven):
        _tell_of_opinion(event)
    elif isinstance(event, ThanksSent):
        _tell([event.person_id], "thanks", event.thanks_id, "Somebody says thank you.")
    else:
        _tell_of_debrief(event)


def _tell_of_opinion(event: OpinionAsked | OpinionGiven) -> None:
    asked = db.session.get_one(SecondOpinion, event.opinion_id)
    if isinstance(event, OpinionAsked):
        _tell([asked.asked_of_id], "case", asked.case_id,
              f"You are asked to look at case {asked.case_id}, too.")
    else:
        _tell([asked.asked_by_id], "case", asked.case_id,
              f"Somebody has looked at case {asked.case_id} with you.")


def _tell_of_debrief(event: DebriefWritten | DebriefAnswered) -> None:
    note = db.session.get_one(DebriefNote, event.note_id)
    if isinstance(event, DebriefAnswered):
        _tell([note.author_id], "debrief", note.id, "A lead has answered your note.")
    else:
        leads = db.session.scalars(select(User).where(User.role == SAFEGUARDING))
        to = [one.id for one in leads if policy.may_answer_debrief(one, note)]
        _tell(to, "debrief", note.id, "Somebody of the team would like to talk to you.")


def _tell(people: list[int], kind: str, number: int, words: str) -> None:
    notify(people, "team", f"{kind} {number}", kind, number, named=False, words=words)
