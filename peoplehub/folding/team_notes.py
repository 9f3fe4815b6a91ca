"""What of the content note of a piece a moderator put there, and what is its writer's own."""
from typing import Any

from sqlalchemy import bindparam, delete, select

from peoplehub.core.acts import save
from peoplehub.core.column_queries import change, fetch_first
from peoplehub.core.content_notes import SEPARATOR
from peoplehub.folding.models import TeamNote

THIS = (TeamNote.kind == bindparam("kind"), TeamNote.piece_id == bindparam("piece_id"))
NOTE, FORGET = select(TeamNote.note).where(*THIS), delete(TeamNote).where(*THIS)


def team_note_of(piece: Any) -> str:
    """ "": a moderator put nothing there, or took it away again."""
    row = fetch_first(NOTE, kind=piece.kind, piece_id=piece.id)
    return row.note if row else ""


def own_note(piece: Any) -> str:
    """The rest of its note."""
    return _without(piece.note or "", team_note_of(piece))


def keep_team_note(piece: Any, note: str) -> None:
    """A moderator gives it this note, which it has not yet: what is new there is the team's. Only
    within an act."""
    own = own_note(piece)
    _keep(piece, _without(note, own))


def forget_team_words(piece: Any) -> None:
    """What stands in its note no more is in that of the team no more. Only within an act."""
    known = team_note_of(piece)
    _keep(piece, _without(known, _without(known, piece.note)))


def _keep(piece: Any, note: str) -> None:
    change(FORGET, kind=piece.kind, piece_id=piece.id)
    if note:
        save(TeamNote(kind=piece.kind, piece_id=piece.id, note=note))


def _without(note: str, other: str) -> str:
    """The parts of a note that another one does not have."""
    known = other.split(SEPARATOR)
    return SEPARATOR.join(part for part in note.split(SEPARATOR) if part and part not in known)
