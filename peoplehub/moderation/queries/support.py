"""Second opinions, notes to a lead, and thank-yous, for those whom they are for."""
from collections.abc import Sequence

from sqlalchemy import or_, select
from sqlalchemy.orm import joinedload

from peoplehub.accounts.models import SAFEGUARDING, STAFF_ROLES, User
from peoplehub.core.errors import NotFound
from peoplehub.core.extensions import db
from peoplehub.core.viewers import Viewer
from peoplehub.moderation import policy
from peoplehub.moderation.models import Case, DebriefNote, Report, SecondOpinion, ThankYou
from peoplehub.moderation.queries.reports import reporters_of
from peoplehub.moderation.queries.wellbeing import ready, subjects_in


def second_eyes_for(viewer: Viewer, case: Case) -> list[User]:
    """Whom the viewer may ask to look at that case: those who may decide it themselves. Who does
    not rest and takes its subject comes first."""
    reporters = reporters_of(case.kind, case.piece_id)
    people = [one for one in _team()
              if one.id != viewer.id and policy.may_decide_case(one, case, reporters)]
    first = ready(people, subjects_in([case]).get(case.id, set()))
    return [*first, *(one for one in people if one not in first)]


def opinions_on(case: Case) -> Sequence[SecondOpinion]:
    """Everything that was asked and said about a case; whoever may see the case reads it."""
    asked = select(SecondOpinion).where(SecondOpinion.case_id == case.id).options(
        joinedload(SecondOpinion.asked_by), joinedload(SecondOpinion.asked_of))
    return db.session.scalars(asked.order_by(SecondOpinion.id)).all()


def opinion_wanted(viewer: Viewer, case: Case) -> SecondOpinion | None:
    """What the viewer was asked about that case and has not answered."""
    asked = select(SecondOpinion).where(
        SecondOpinion.case_id == case.id, SecondOpinion.asked_of_id == viewer.id,
        SecondOpinion.given_at.is_(None))
    return db.session.scalar(asked.order_by(SecondOpinion.id).limit(1))


def opinions_wanted(viewer: Viewer) -> list[SecondOpinion]:
    """What the viewer was asked about open cases and has not answered, oldest first."""
    asked = select(SecondOpinion).join(Case).where(
        SecondOpinion.asked_of_id == viewer.id, SecondOpinion.given_at.is_(None),
        Case.settled_at.is_(None)).options(
        joinedload(SecondOpinion.case), joinedload(SecondOpinion.asked_by))
    return [one for one in db.session.scalars(asked.order_by(SecondOpinion.id))
            if policy.may_see_case(viewer, one.case)]


def leads_for(viewer: Viewer) -> list[User]:
    """To whom the viewer may write a note: every safeguarding lead but themselves."""
    leads = db.session.scalars(select(User).where(User.role == SAFEGUARDING).order_by(
        User.pen_name))
    return [one for one in leads if one.is_safeguarding and not one.is_suspended
            and one.id != viewer.id]


def debriefs_by(viewer: Viewer) -> Sequence[DebriefNote]:
    mine = select(DebriefNote).where(DebriefNote.author_id == viewer.id)
    return db.session.scalars(mine.order_by(DebriefNote.id.desc())).all()


def debriefs_to(viewer: Viewer) -> list[DebriefNote]:
    """Those that the viewer answers, what waits first. Empty for who is no lead."""
    if not policy.may_answer_debriefs(viewer):
        return []
    asked = select(DebriefNote).options(joinedload(DebriefNote.author)).where(
        DebriefNote.author_id != viewer.id,
        or_(DebriefNote.lead_id == viewer.id, DebriefNote.lead_id.is_(None)))
    return list(db.session.scalars(asked.order_by(
        DebriefNote.answered_at.is_not(None), DebriefNote.id.desc())))


def debrief_for(viewer: Viewer, note_id: int) -> DebriefNote:
    """Raises NotFound for everybody but its author and its lead."""
    note = db.session.get(DebriefNote, note_id)
    if note is None or not policy.may_read_debrief(viewer, note):
        raise NotFound()
    return note


def thanks_to(viewer: Viewer) -> Sequence[ThankYou]:
    """What was said to the viewer, newest first: nobody else reads it."""
    mine = select(ThankYou).where(ThankYou.to_id == viewer.id).options(joinedload(ThankYou.sender))
    return db.session.scalars(mine.order_by(ThankYou.id.desc())).all()


def thanked_for(reports: Sequence[Report]) -> set[int]:
    """The numbers of those reports for which a thank-you was sent."""
    asked = select(ThankYou.report_id).where(ThankYou.report_id.in_([one.id for one in reports]))
    return {number for number in db.session.scalars(asked) if number is not None}


def people_to_thank(viewer: Viewer) -> list[User]:
    """Whom a lead may thank: everybody else of the team."""
    return [one for one in _team() if policy.may_thank(viewer, one)]


def _team() -> list[User]:
    team = select(User).where(User.role.in_(STAFF_ROLES)).order_by(User.pen_name)
    return list(db.session.scalars(team))
