"""The signed token of an appeal: whoever has it may read the decision and ask to look again, signed
in or not, as it is sent with the decision."""
from itsdangerous import BadSignature

from peoplehub.core.errors import NotFound
from peoplehub.core.signing import signer


def appeal_token(notice_id: int) -> str:
    return signer("moderation appeal").dumps(notice_id)


def notice_id_of(token: str) -> int:
    """Raises NotFound for a token that this site did not sign."""
    try:
        return int(signer("moderation appeal").loads(token))
    except (BadSignature, ValueError, TypeError) as error:
        raise NotFound() from error
