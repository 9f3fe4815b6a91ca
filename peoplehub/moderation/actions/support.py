"""Asking for and giving a second opinion, writing to a lead, and saying thank you."""
from datetime import timedelta

from sqlalchemy import delete, select

from peoplehub.accounts.models import User
from peoplehub.core import clock, formatting, jobs, locks
from peoplehub.core.acts import act, announce, save
from peoplehub.core.errors import found, require
from peoplehub.core.extensions import db
from peoplehub.core.idempotency import deduplicated
from peoplehub.moderation import policy, queries
from peoplehub.moderation.actions.decisions import SETTLED, require_free
from peoplehub.moderation.events import (
    DebriefAnswered,
    DebriefWritten,
    OpinionAsked,
    OpinionGiven,
    ThanksSent,
)
from peoplehub.moderation.models import Case, DebriefNote, Report, SecondOpinion, ThankYou

NOT_THEM = ("This person cannot look at this case: it is about them, or they reported it. Please "
            "ask somebody else.")
NOT_ASKED = "You were not asked about this case, or you have answered already."
NOT_FOR_YOU = "This note is for somebody else."
NO_LEAD = "Please choose a safeguarding lead, or any of them."
NO_THANKS = "You can thank somebody of the team once their work is done, and once for each report."
DEBRIEF_KEPT = timedelta(days=90)
KEPT_FOR = timedelta(days=365)  # second opinions on settled cases; thank-yous


@act
def ask_opinion(moderator: User, case: Case, person: User, question: str) -> SecondOpinion:
    """Ask somebody else of the team to look, too. The case stays with whoever has it. Asked twice
    and not answered, it is asked once. Raises Forbidden."""
    case = queries.locked_case(case.id)
    require(case.is_open, SETTLED)
    require_free(moderator, case)
    reporters = queries.reporters_of(case.kind, case.piece_id)
    both = moderator.id != person.id and all(
        policy.may_decide_case(one, case, reporters) for one in (moderator, person))
    require(both, NOT_THEM)
    if waiting := queries.opinion_wanted(person, case):
        return waiting
    asked = save(SecondOpinion(case_id=case.id, asked_by_id=moderator.id, asked_of_id=person.id,
                               question=question))
    announce(OpinionAsked(moderator.id, asked.id, case.id))
    return asked


@act
def give_opinion(moderator: User, case: Case, agrees: bool, words: str) -> SecondOpinion:
    """How whoever was asked sees it: it stands on the case before it is decided. They decide
    nothing. Raises Forbidden."""
    case = queries.locked_case(case.id)
    asked = queries.opinion_wanted(moderator, case)
    reporters = queries.reporters_of(case.kind, case.piece_id)
    require(case.is_open, SETTLED)
    require(asked is not None and policy.may_decide_case(moderator, case, reporters), NOT_ASKED)
    asked = found(asked)
    asked.agrees, asked.words, asked.given_at = agrees, words, clock.now()
    announce(OpinionGiven(moderator.id, asked.id, case.id))
    return asked


@act
@deduplicated
def write_debrief(moderator: User, text: str, lead: User | None = None,
                  case: Case | None = None) -> DebriefNote:
    """A note that only that lead, or only the leads, can read. Raises Forbidden."""
    require(policy.may_moderate(moderator), NOT_FOR_YOU)
    require(lead is None or policy.may_answer_debriefs(lead) and lead.id != moderator.id, NO_LEAD)
    require(case is None or policy.may_see_case(moderator, case), NOT_FOR_YOU)
    note = save(DebriefNote(
        author_id=moderator.id, lead_id=lead and lead.id, case_id=case and case.id, text=text,
        keep_until=(formatting.local(clock.now()) + DEBRIEF_KEPT).date()))
    announce(DebriefWritten(note.id))
    return note


@act
def answer_debrief(lead: User, note: DebriefNote, text: str) -> DebriefNote:
    """Answered again, the later words stand. It is kept for as long again."""
    note = db.session.get_one(DebriefNote, note.id, with_for_update=True, populate_existing=True)
    require(policy.may_answer_debrief(lead, note), NOT_FOR_YOU)
    note.answer, note.answered_by_id, note.answered_at = text, lead.id, clock.now()
    note.keep_until = (formatting.local(clock.now()) + DEBRIEF_KEPT).date()
    announce(DebriefAnswered(note.id))
    return note


@act
def delete_debrief(author: User, note_id: int) -> None:
    """By its author, with the answer. A second time changes nothing."""
    note = db.session.get(DebriefNote, note_id, with_for_update=True, populate_existing=True)
    if note is not None:
        require(note.author_id == author.id, NOT_FOR_YOU)
        db.session.delete(note)


@act
def thank(lead: User, person: User, sentence: str, words: str) -> ThankYou:
    """A lead thanks somebody of the team. Raises Forbidden."""
    require(policy.may_thank(lead, person), NO_THANKS)
    sent = save(ThankYou(to_id=person.id, from_id=lead.id, sentence=sentence, words=words))
    announce(ThanksSent(sent.id, person.id))
    return sent


@act
def thank_for_report(reporter: User, report: Report, sentence: str, words: str) -> ThankYou:
    """Whoever made a report thanks who settled it, without a name on either side. A second time
    changes nothing. Raises Forbidden."""
    require(policy.may_thank_for(reporter, report), NO_THANKS)
    locks.wait_for_name("thanks for report", str(report.id))
    known = db.session.scalar(select(ThankYou).where(ThankYou.report_id == report.id))
    if known is not None:
        return known
    sent = save(ThankYou(to_id=report.settled_by_id, report_id=report.id, sentence=sentence,
                         words=words))
    announce(ThanksSent(sent.id, sent.to_id))
    return sent


@act
def delete_thanks(person: User, thanks_id: int) -> None:
    """By whom it is for. A second time changes nothing."""
    db.session.execute(delete(ThankYou).where(ThankYou.id == thanks_id,
                                              ThankYou.to_id == person.id))


@jobs.every(hour="3", minute="55")
@act
def delete_old_support() -> None:
    """Each night: notes whose day has come; second opinions and thank-yous after a year."""
    old = clock.now() - KEPT_FOR
    today = formatting.local(clock.now()).date()
    settled = select(Case.id).where(Case.settled_at < old)
    db.session.execute(delete(DebriefNote).where(DebriefNote.keep_until < today))
    db.session.execute(delete(SecondOpinion).where(SecondOpinion.case_id.in_(settled)))
    db.session.execute(delete(ThankYou).where(ThankYou.at < old))
