"""Who may decide. Nobody decides about themselves, nor about what they reported, and nobody sees
who complained about them. `reporters`: the ids of everybody who ever reported that piece.
"""
from peoplehub.accounts.models import STAFF_ROLES, User
from peoplehub.accounts.policy import may_write
from peoplehub.core.viewers import Viewer
from peoplehub.moderation.models import (
    HANDED_OVER,
    HELD,
    OF_PERSON,
    REPORT,
    STEPS,
    Case,
    DebriefNote,
    DecisionNotice,
    MemberNote,
    Report,
    Reported,
)


def may_moderate(viewer: Viewer) -> bool:
    return viewer.is_moderator and may_write(viewer)


def may_see_report(viewer: Viewer, report: Report) -> bool:
    if not may_moderate(viewer):
        return False
    if report.outcome == HANDED_OVER and not viewer.is_safeguarding:
        return False
    return report.reported_id != viewer.id


def may_decide_about(viewer: Viewer, piece: Reported, reporters: set[int]) -> bool:
    if not may_moderate(viewer):
        return False
    return piece.author_id != viewer.id and viewer.id not in reporters


def may_restore(viewer: Viewer, piece: Reported, reporters: set[int],
                hidden_by: Viewer | None) -> bool:
    """What the safeguarding lead took down, only a lead puts back."""
    if not may_decide_about(viewer, piece, reporters):
        return False
    return viewer.is_safeguarding or not is_lead(hidden_by)


def may_release(viewer: Viewer, piece: Reported, reporters: set[int],
                held_by: Viewer | None) -> bool:
    """What the safeguarding lead held, only a lead lets out."""
    if not may_decide_about(viewer, piece, reporters):
        return False
    return viewer.is_safeguarding or not is_lead(held_by)


def may_settle(viewer: Viewer, report: Report, reporters: set[int]) -> bool:
    if not may_see_report(viewer, report):
        return False
    return viewer.id not in reporters


def may_suspend(viewer: Viewer, person: Viewer) -> bool:
    if not may_moderate(viewer) or person.id == viewer.id:
        return False
    return viewer.is_admin or not person.is_moderator


def may_lift(viewer: Viewer, person: Viewer, suspended_by: Viewer | None) -> bool:
    """A pause that the safeguarding lead has set, only a lead ends."""
    if not may_suspend(viewer, person):
        return False
    return viewer.is_safeguarding or not is_lead(suspended_by)


def may_see_contacts(viewer: Viewer) -> bool:
    """Who reported is for the safeguarding lead and the site team, not for every volunteer."""
    return viewer.is_safeguarding or viewer.is_admin


def is_lead(person: Viewer | None) -> bool:
    return person is not None and person.is_safeguarding


def is_for_leads(viewer: Viewer) -> bool:
    """Cases about the team itself are for the safeguarding lead and the site team."""
    return viewer.is_safeguarding or viewer.is_admin


def may_see_case(viewer: Viewer, case: Case) -> bool:
    """Nobody sees what is about themselves, and only a lead what was handed over to the leads."""
    if not may_moderate(viewer) or case.about_id == viewer.id:
        return False
    if case.outcome == HANDED_OVER and not viewer.is_safeguarding:
        return False
    return is_for_leads(viewer) or not case.for_leads


def may_decide_case(viewer: Viewer, case: Case, reporters: set[int]) -> bool:
    if not may_see_case(viewer, case) or not case.is_open:
        return False
    return viewer.id not in reporters


def needs_reason_to_look(viewer: Viewer, case: Case) -> bool:
    """Another moderator is looking at it, or it is settled."""
    return not case.is_open or case.claimant is not None and case.claimant.id != viewer.id


def may_take_over(viewer: Viewer, case: Case) -> bool:
    """A lead takes a case from whoever is looking at it; others wait until they are done."""
    return may_see_case(viewer, case) and is_for_leads(viewer)


def may_route_to(viewer: Viewer, person_id: int) -> bool:
    """Say which cases somebody of the team looks after: oneself, or as a lead."""
    return may_moderate(viewer) and (viewer.id == person_id or is_for_leads(viewer))


def steps_for(viewer: Viewer, case: Case, piece: Reported | None) -> list[str]:
    """The steps that this viewer may take about that case as it is now."""
    if case.opened_by not in (REPORT, HELD) or piece is None:
        return ["left"] if case.opened_by == REPORT else []
    return [step for step in STEPS if _fits(viewer, case, piece, step)]


def _fits(viewer: Viewer, case: Case, piece: Reported, step: str) -> bool:
    is_held = getattr(piece, "held_at", None) is not None
    if step in OF_PERSON:
        return case.about is not None and not case.unnamed and may_suspend(viewer, case.about)
    if step in ("ask", "hold"):
        return case.kind not in (User.kind, "message") and not piece.hidden_at
    if step == "nudge":
        return case.about is not None
    return {"left": not is_held, "approve": is_held and not piece.hidden_at,
            "hide": not piece.hidden_at or viewer.is_safeguarding}[step]


def may_decide_appeal(viewer: Viewer, notice: DecisionNotice, others_can: bool) -> bool:
    """By another person, where there is one; never by the one whom it is about."""
    if not may_moderate(viewer) or notice.person_id == viewer.id:
        return False
    return notice.decided_by_id != viewer.id or not others_can


def may_undo(viewer: Viewer, notice: DecisionNotice) -> bool:
    if not may_moderate(viewer) or notice.person_id == viewer.id or not notice.is_undoable:
        return False
    return viewer.is_safeguarding or not is_lead(notice.decided_by)


def may_read_notes(viewer: Viewer, person: Viewer) -> bool:
    """The team reads and writes notes about members; those about the team, only leads and the site
    team. Nobody reads as the team what is about themselves."""
    if not may_moderate(viewer) or person.id == viewer.id:
        return False
    return is_for_leads(viewer) or not person.is_moderator


def may_withhold_note(viewer: Viewer, note: MemberNote) -> bool:
    """Whether a member reads a note about themselves, a safeguarding lead decides."""
    return viewer.is_safeguarding and may_read_notes(viewer, note.about)


def may_answer_note(viewer: Viewer, note: MemberNote) -> bool:
    """Put right what is wrong in it, also while paused: it is about them."""
    return viewer.id == note.about_id and note.withheld_at is None


def may_answer_debriefs(viewer: Viewer) -> bool:
    """A supervisor is a safeguarding lead."""
    return may_moderate(viewer) and viewer.is_safeguarding


def may_answer_debrief(viewer: Viewer, note: DebriefNote) -> bool:
    """The lead whom its author chose, or any; never its author."""
    if not may_answer_debriefs(viewer) or viewer.id == note.author_id:
        return False
    return note.lead_id in (None, viewer.id)


def may_read_debrief(viewer: Viewer, note: DebriefNote) -> bool:
    return viewer.id == note.author_id or may_answer_debrief(viewer, note)


def may_thank(viewer: Viewer, person: User) -> bool:
    """A lead thanks somebody else of the team."""
    if not may_moderate(viewer) or viewer.id == person.id:
        return False
    return viewer.is_safeguarding and person.role in STAFF_ROLES


def may_thank_for(viewer: Viewer, report: Report) -> bool:
    """Whoever made a report that somebody else has settled."""
    if not may_write(viewer) or report.reporter_id != viewer.id or report.settled_at is None:
        return False
    return report.settled_by_id not in (None, viewer.id)
