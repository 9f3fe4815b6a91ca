"""How a kept question is found again: by its token, and only by the one who wrote it."""
from urllib.parse import parse_qs, urlsplit

from sqlalchemy import select

from peoplehub.accounts.tokens import hash_of
from peoplehub.core.extensions import db
from peoplehub.forum.models import KeptQuestion

ASK = "/ask"


def question_of(token: str) -> KeptQuestion | None:
    found = select(KeptQuestion).where(KeptQuestion.token_hash == hash_of(token))
    return db.session.scalar(found) if token else None


def question_of_address(address: str) -> KeptQuestion | None:
    """The kept question that an address of this site leads to."""
    parts = urlsplit(address)
    token = parse_qs(parts.query).get("kept", [""])[0]
    return question_of(token) if parts.path == ASK else None


def question_for(viewer, token: str, own_token: str) -> KeptQuestion | None:
    """The question of that token: for the browser that wrote it (which carries `own_token`), for
    somebody who has just signed in with it, and, once it is somebody's, for them alone."""
    question = question_of(token)
    if question is None or question.person_id not in (None, viewer.id):
        return None
    if viewer.id is None and token != own_token:
        return None
    return question
