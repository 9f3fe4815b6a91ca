"""Permissions on requests to join. Predicates only: nothing here changes anything."""
from peoplehub.accounts.models import User
from peoplehub.accounts.policy import may_write
from peoplehub.core.viewers import Viewer
from peoplehub.membership.models import JoinRequest


def may_ask(person: User, last: JoinRequest | None) -> bool:
    """Who waits to be let in and has not asked, or was declined long enough ago."""
    return person.is_waiting_to_join and (last is None or last.may_ask_again)


def may_answer(person: User, request: JoinRequest) -> bool:
    return request.user_id == person.id and request.waits_for_answer


def may_see(viewer: Viewer, request: JoinRequest) -> bool:
    return viewer.is_moderator and may_write(viewer) and request.user_id != viewer.id


def may_decide(viewer: Viewer, request: JoinRequest) -> bool:
    return may_see(viewer, request) and request.is_open
