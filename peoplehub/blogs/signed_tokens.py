"""Signed tokens that a page hands out and takes back: nobody else can forge or change them."""
from itsdangerous import BadSignature

from peoplehub.core.errors import NotFound
from peoplehub.core.signing import signer


def picture_token(key: str, person_id: int) -> str:
    """A kept picture that no entry shows yet, for the one who sent it."""
    return signer("blogs picture").dumps([key, person_id])


def picture_key(token: str, person_id: int) -> str | None:
    """The key in a token of this person's, or None."""
    try:
        key, owner_id = signer("blogs picture").loads(token)
    except (BadSignature, ValueError, TypeError):
        return None
    return key if owner_id == person_id else None


def receipt(comment_id: int) -> str:
    """What a visitor gets for a comment that waits."""
    return signer("blogs receipt").dumps(comment_id)


def comment_of(receipt: str) -> int:
    """The id of the comment that a receipt was given for. Raises NotFound when it is not signed by
    us."""
    try:
        return signer("blogs receipt").loads(receipt)
    except (BadSignature, ValueError) as error:
        raise NotFound() from error
