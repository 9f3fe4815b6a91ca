"""Content notes that moderators put on pieces, and on everything by one person."""
from typing import Any

from peoplehub.accounts.models import User
from peoplehub.core.acts import act, announce
from peoplehub.core.errors import require
from peoplehub.core.publication_lookup import lock
from peoplehub.folding.events import PersonNoted, PieceNoted
from peoplehub.folding.team_notes import keep_team_note
from peoplehub.moderation import policy, queries
from peoplehub.moderation.actions.decisions import NOT_YOURS, log_decision

NOT_THIS_PERSON = (
    "You cannot decide about this person. Please leave it to somebody else of the team.")


@act
def note_piece(moderator: User, piece: Any, note: str, reason: str) -> bool:
    """Put a content note on a piece, change it or, with no words, take it away. Who wrote it is
    told why, and cannot take it away. Raises Forbidden. Returns whether that changed anything."""
    lock(piece)
    reporters = queries.reporters_of(piece.kind, piece.id)
    require(policy.may_decide_about(moderator, piece, reporters), NOT_YOURS)
    if piece.note == note:
        return False
    keep_team_note(piece, note)
    piece.note = note
    log_decision(moderator, "noted", piece, reason)
    announce(PieceNoted(piece.kind, piece.id, moderator.id, reason))
    return True


@act
def note_person(moderator: User, person: User, note: str, reason: str) -> bool:
    """The same on everything by one person, but for what they wrote unnamed."""
    lock(person)
    require(policy.may_suspend(moderator, person), NOT_THIS_PERSON)
    if person.note_on_all == note:
        return False
    person.note_on_all, person.note_is_teams = note, bool(note)
    log_decision(moderator, "noted", person, reason)
    announce(PersonNoted(person.id, moderator.id, reason))
    return True
