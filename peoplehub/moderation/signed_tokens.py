"""The signed token of an appeal: whoever has it may read the decision and ask to look again, signed
in or not, as it is sent with the decision."""
from flask import current_app
from itsdangerous import BadSignature, URLSafeSerializer

from peoplehub.core.errors import NotFound


def appeal_token(notice_id: int) -> str:
    return _signer().dumps(notice_id)


def notice_id_of(token: str) -> int:
    """Raises NotFound for a token that this site did not sign."""
    try:
        return int(_signer().loads(token))
    except (BadSignature, ValueError, TypeError) as error:
        raise NotFound() from error


def _signer() -> URLSafeSerializer:
    keys = [*current_app.config["SECRET_KEY_FALLBACKS"], current_app.config["SECRET_KEY"]]
    return URLSafeSerializer(keys, salt="moderation appeal")
