"""Queries of pending questions: by their token, for their author only."""
from datetime import timedelta
from urllib.parse import parse_qs, urlsplit

from sqlalchemy import select

from peoplehub.accounts import queries as people
from peoplehub.accounts.tokens import hash_of
from peoplehub.core import clock
from peoplehub.core.extensions import db
from peoplehub.core.viewers import Viewer
from peoplehub.forum.models import PendingQuestion

ASK = "/ask"
SHOWN_FOR = timedelta(hours=1)  # to whoever knows its address, until it is somebody's


def question_of(token: str) -> PendingQuestion | None:
    found = select(PendingQuestion).where(PendingQuestion.token_hash == hash_of(token))
    return db.session.scalar(found) if token else None


def question_of_address(address: str) -> PendingQuestion | None:
    """The kept question that an address of this site leads to."""
    parts = urlsplit(address)
    token = parse_qs(parts.query).get("kept", [""])[0]
    return question_of(token) if parts.path == ASK else None


def question_for(viewer: Viewer, token: str, own_token: str) -> PendingQuestion | None:
    """The question of that token. Once it is somebody's, it is for them alone. Until then it is for
    whom an email led to it; and for a short time for the browser that wrote it (which carries
    `own_token`) and for who signs in on the way. Whoever uses a shared device later finds nothing,
    also not by its address."""
    question = question_of(token)
    if question is None:
        return None
    if question.person_id is not None:
        return question if question.person_id == viewer.id else None
    if viewer.id is not None and people.was_led_on_to(viewer.id, f"{ASK}?kept={token}"):
        return question
    fresh = clock.now() - question.saved_at < SHOWN_FOR
    return question if fresh and (viewer.id is not None or token == own_token) else None
