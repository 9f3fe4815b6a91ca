"""What is copied into a case when a moderator hands it over: the words as they were and as they
are, what was said by those who reported it, and the notes of the team. Only within an act."""
from typing import Any

from peoplehub.accounts.models import User
from peoplehub.contact.models import Enquiry
from peoplehub.core import clock
from peoplehub.core.attached_files import columns_of
from peoplehub.core.extensions import db
from peoplehub.moderation import queries as moderation
from peoplehub.moderation.cases import LETTER_KIND
from peoplehub.moderation.models import Case
from peoplehub.safeguarding.actions.opening import add_copy
from peoplehub.safeguarding.models import SafeguardingCase

THEN, NOW = "The words when the case came", "The words when it was handed over"


def copy_all(opened: SafeguardingCase, by: User, case: Case, piece: Any) -> None:
    if case.kind == LETTER_KIND:
        _copy_letter(opened, by, case)
    reports = moderation.reports_in(case)
    file = next((columns_of(one) for one in reports if one.file_key), {})
    _copy_words(opened, by, case, piece, file)
    for report in reports:
        if report.snapshot not in (case.snapshot, getattr(piece, "text", "")):
            add_copy(opened, by, f"The words at report {report.id}", report.snapshot)
        add_copy(opened, by, f"Words beside it, sent with report {report.id}", report.surroundings)
        add_copy(opened, by, f"What report {report.id} says", report.details,
                 written_at=report.reported_at)
    for note in moderation.notes_on(case):
        add_copy(opened, by, "A note of a moderator", note.text, written_at=note.at,
                 written_by=note.author.pen_name if note.author else "")


def _copy_words(opened: SafeguardingCase, by: User, case: Case, piece: Any, file: dict) -> None:
    name = "" if case.unnamed or case.about is None else case.about.pen_name
    about = {"written_by": name, "written_at": getattr(piece, "published_at", None)}
    add_copy(opened, by, THEN, case.snapshot, **about, **file)
    now = getattr(piece, "text", "")
    if now != case.snapshot:
        add_copy(opened, by, NOW, now, **about)


def _copy_letter(opened: SafeguardingCase, by: User, case: Case) -> None:
    """From then on the letter itself is for leads, too."""
    letter = db.session.get_one(Enquiry, case.piece_id)
    letter.handed_over_at = clock.now()
    add_copy(opened, by, "A letter to the team", letter.text, written_by=letter.from_words,
             written_at=letter.received_at)
    add_copy(opened, by, "What the team answered", letter.answer, written_at=letter.answered_at)
