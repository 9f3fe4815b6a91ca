"""The words of visitors who ask before they join: kept, and sent once their email is confirmed."""
import logging
from datetime import timedelta

from sqlalchemy import delete

from peoplehub.accounts import queries as people
from peoplehub.accounts.events import PersonConfirmed
from peoplehub.accounts.models import User
from peoplehub.accounts.tokens import hash_of, new_token
from peoplehub.advisors import queries
from peoplehub.advisors.actions.requests import ask
from peoplehub.advisors.choices import known
from peoplehub.advisors.models import PendingRequest
from peoplehub.core import clock, jobs
from peoplehub.core.acts import act, save
from peoplehub.core.errors import Refused
from peoplehub.core.extensions import db
from peoplehub.core.idempotency import repeatable
from peoplehub.core.text import normalize

log = logging.getLogger(__name__)
KEPT_FOR = timedelta(days=7)


@act
@repeatable
def keep_words(text: str, chosen_id: int | None = None, *, urgent: bool = False,
               wants: dict[str, str] | None = None) -> str:
    """Returns the token that finds the words again; it is stored nowhere."""
    token = new_token()
    save(PendingRequest(token_hash=hash_of(token), text=normalize(text), chosen_id=chosen_id,
                        urgent=urgent, wants=known(wants or {})))
    return token


def send_pending_request(event: PersonConfirmed) -> None:
    """Listener: whoever asked first and then joined. What is refused stays kept, and the page that
    they come to shows the words and why."""
    person = db.session.get_one(User, event.person_id)
    kept = queries.pending_of(people.next_after_joining(person.id))
    if kept is None:
        return
    bind(kept.id, person.id)
    try:
        ask(person, kept.text, people.person(kept.chosen_id) if kept.chosen_id else None,
            urgent=kept.urgent, wants=kept.wants)
        forget_words(person, kept.id)
    except Refused as refusal:
        log.info("a kept request was not sent: %s", type(refusal).__name__)


@act
@repeatable
def bind(kept_id: int, person_id: int) -> None:
    """From now on nobody else reads it. Whoever came first has it."""
    kept = db.session.get(PendingRequest, kept_id, with_for_update=True, populate_existing=True)
    if kept is not None:
        kept.person_id = kept.person_id or person_id


@act
@repeatable
def forget_words(person: User, kept_id: int) -> None:
    """They were sent. A second time changes nothing."""
    db.session.execute(delete(PendingRequest).where(
        PendingRequest.id == kept_id,
        (PendingRequest.person_id == person.id) | PendingRequest.person_id.is_(None)))


@jobs.every(hour="4", minute="20")
@act
def forget_old_words() -> None:
    db.session.execute(
        delete(PendingRequest).where(PendingRequest.saved_at < clock.now() - KEPT_FOR))
