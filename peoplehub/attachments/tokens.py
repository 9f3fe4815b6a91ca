"""Signed tokens of files that a form holds: a file of the store, for the one who sent it."""
from itsdangerous import BadData

from peoplehub.core.piece_files import PieceFile
from peoplehub.core.signing import signer

PURPOSE = "a file of a form"


def token_of(file: PieceFile, person_id: int) -> str:
    return str(signer(PURPOSE).dumps([person_id, file]))


def read(token: str, person_id: int) -> PieceFile | None:
    """The file, or None where this is no token of that person's."""
    try:
        owner_id, file = signer(PURPOSE).loads(token)
    except (BadData, ValueError, TypeError):
        return None
    return file if owner_id == person_id else None
