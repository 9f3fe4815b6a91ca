"""What is done for each family while their advisor is away. Everything here runs within an act that
holds the lock of the absence."""
from sqlalchemy import delete

from peoplehub.accounts import queries as people
from peoplehub.core import clock
from peoplehub.core.acts import announce, save
from peoplehub.core.extensions import db
from peoplehub.core.text import normalize
from peoplehub.cover import queries
from peoplehub.cover.events import CoverEnded, FamilyTold
from peoplehub.cover.models import COVERED, AdvisorAbsence, FamilyCover, GivenMessage


def tell(absence: AdvisorAbsence) -> None:
    """Every family they help, once: that they are away, and once more when somebody can stand in.
    Across a block, or to the cover themselves, nobody is offered."""
    known = {one.match_id: one for one in queries.families_of(absence)}
    for match in queries.helped_by(absence.advisor_id):
        family = known.get(match.id)
        offered = absence.cover_id
        if offered == match.person_id or people.are_blocked(offered, match.person_id):
            offered = None
        if family is not None and (family.offered_id == offered or not family.is_open):
            continue
        family = family or FamilyCover(absence_id=absence.id, match_id=match.id,
                                       parent_id=match.person_id)
        family.offered_id, family.told_at = offered, clock.now()
        save(family)
        announce(FamilyTold(family.id, family.parent_id, absence.advisor_id))


def keep_note(family: FamilyCover, text: str) -> None:
    """What the advisor would hand over. Once a family has passed a note on, another wording is not
    the cover's to see before the family has read it."""
    if (note := normalize(text)) != family.note:
        family.note, family.gives_note = note, False
        family.note_version += 1


def end_covers(absence: AdvisorAbsence) -> None:
    """Who stands in does so no more; the absence goes on, and families choose anew."""
    for family in queries.families_of(absence):
        if family.is_open:
            take_back(family, absence.advisor_id)
            family.choice, family.offered_id = None, None


def end_all(absence: AdvisorAbsence) -> None:
    """The advisor is back: nothing that was passed on is kept, nor the notes."""
    for family in queries.families_of(absence):
        if family.is_open:
            end(family, absence)


def end(family: FamilyCover, absence: AdvisorAbsence) -> None:
    cover_id = take_back(family, absence.advisor_id, is_told=False)
    family.ended_at, family.note = clock.now(), ""
    announce(CoverEnded(family.id, family.parent_id, cover_id, absence.advisor_id))


def take_back(family: FamilyCover, advisor_id: int, *, is_told: bool = True) -> int | None:
    """The cover sees nothing any more. Returns who it was. `is_told`: the family hears of it."""
    db.session.execute(delete(GivenMessage).where(GivenMessage.family_cover_id == family.id))
    cover_id = family.cover_id if family.choice == COVERED else None
    family.gives_purpose = family.gives_note = False
    if cover_id is not None and is_told:
        announce(CoverEnded(family.id, family.parent_id, cover_id, advisor_id))
    return cover_id


def end_finished(absence: AdvisorAbsence) -> None:
    """Families whose time with the advisor has ended meanwhile."""
    for family in queries.families_of(absence):
        if family.is_open and not family.match.is_open:
            end(family, absence)
