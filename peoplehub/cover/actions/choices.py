"""What a family chooses while their advisor is away, and what goes with them: nothing by default.

It knows of messages to open the conversation with the cover, and to take only one's own.
"""
from collections.abc import Collection
from dataclasses import dataclass
from typing import Any, cast

from peoplehub.accounts import queries as people
from peoplehub.accounts.models import User
from peoplehub.core import clock, limits
from peoplehub.core.acts import act, announce, save
from peoplehub.core.errors import Invalid, require
from peoplehub.core.preparation import prepared_by
from peoplehub.cover import families, policy, queries
from peoplehub.cover.events import CoverChosen
from peoplehub.cover.models import COVERED, OTHER, WAITS, FamilyCover, GivenMessage
from peoplehub.messages import actions as messages

OVER = "Your advisor is back, or has finished with you. There is nothing more to choose."
NOBODY = "Nobody can stand in just now. We tell you when somebody can. What you typed is safe."
NOTE_CHANGED = "The note was changed just now. Please read it again before you pass it on."


@dataclass(frozen=True)
class Gives:
    """What the family ticked. `note_version`: the wording of the note that they have read, None
    where they do not pass it on. `message_ids`: of their own last messages."""

    purpose: bool = False
    note_version: int | None = None
    message_ids: Collection[int] = ()


def _prepare(parent: User, cover: User, family_id: int, text: str, _gives: Gives) -> None:
    """What `messages.start` prepares: the words are rendered before any lock is held."""
    for prepare in cast(Any, messages.start).prepare:
        prepare(parent, cover, text, f"cover-{family_id}")


@act
@prepared_by(_prepare)
def take_cover(parent: User, cover: User, family_id: int, text: str, gives: Gives) -> FamilyCover:
    """Say yes to whoever stands in: a conversation of the two opens with `text`, and they can read
    what was ticked, nothing else. Again: other ticks. Raises Invalid, and Forbidden once it is
    over."""
    family = _chosen(parent, family_id)
    if family.offered_id != cover.id or people.are_blocked(parent.id, cover.id):
        raise Invalid(NOBODY, "choice")
    if gives.note_version is not None and gives.note_version != family.note_version:
        raise Invalid(NOTE_CHANGED, "note")
    is_new = not (family.choice == COVERED and family.cover_id == cover.id)
    families.take_back(family, family.absence.advisor_id, is_told=False)
    family.cover_id, family.gives_purpose = cover.id, gives.purpose
    family.gives_note = gives.note_version is not None and bool(family.note)
    _settle(parent, family, COVERED)
    own = {one.id for one in queries.own_last_messages(family)}
    for message_id in own & set(gives.message_ids):
        save(GivenMessage(family_cover_id=family.id, message_id=message_id))
    if is_new:
        with limits.unlimited():
            said = messages.start(parent, cover, text, _client_id(family), invited=True)
        family.conversation_id = said.conversation_id
    return family


@act
def wait_for_return(parent: User, family_id: int) -> FamilyCover:
    """They wait until their advisor is back; nobody sees anything of them."""
    return _without_cover(parent, family_id, WAITS)


@act
def look_elsewhere(parent: User, family_id: int) -> FamilyCover:
    """They choose somebody else themselves."""
    return _without_cover(parent, family_id, OTHER)


def _without_cover(parent: User, family_id: int, choice: str) -> FamilyCover:
    family = _chosen(parent, family_id)
    families.take_back(family, family.absence.advisor_id, is_told=False)
    _settle(parent, family, choice)
    return family


def _chosen(parent: User, family_id: int) -> FamilyCover:
    """Under the lock of the absence, and then its own."""
    queries.absence_locked(queries.family_for(parent, family_id).absence_id)
    family = queries.family_locked(family_id)
    require(policy.may_choose(parent, family) and family.absence.is_open and family.match.is_open,
            OVER)
    return family


def _client_id(family: FamilyCover) -> str:
    """A family may say yes again after it has waited for a while."""
    return f"cover-{family.id}-{int(clock.now().timestamp())}"


def _settle(parent: User, family: FamilyCover, choice: str) -> None:
    family.choice, family.chosen_at = choice, clock.now()
    save(family)
    announce(CoverChosen(parent.id, family.id, choice))
