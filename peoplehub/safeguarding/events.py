"""Events of safeguarding. `kind` and `piece_id` name what the words stand in: a publication, an
enquiry to the team ("enquiry"), or the person who asked for help ("person")."""
from dataclasses import dataclass

from peoplehub.core.events import Event


@dataclass(frozen=True)
class DangerSeen(Event):
    """`level` is "plain" (a plain statement: somebody on duty should be woken) or "possible" (it
    waits in the queue). Announced once for each level of a piece."""

    kind: str
    piece_id: int
    level: str


@dataclass(frozen=True)
class DangerRulesSaved(Event):
    rules_id: int
    lead_id: int


@dataclass(frozen=True)
class SafeguardingCaseOpened(Event):
    """A case came. `why`: a key of `models.REASONS`. `by_id`: a moderator, somebody who showed
    messages, or a lead, who then has it already. No event of a case carries a word of it."""

    safeguarding_id: int
    by_id: int
    opened_from: str
    why: str


@dataclass(frozen=True)
class SafeguardingCaseAccepted(Event):
    safeguarding_id: int
    lead_id: int


@dataclass(frozen=True)
class SafeguardingCaseOffered(Event):
    safeguarding_id: int
    lead_id: int
    to_id: int


@dataclass(frozen=True)
class SafeguardingCaseChanged(Event):
    """`what`: a key of `models.records.WHAT`. By its lead, or by a moderator who hands over more
    about the same piece."""

    safeguarding_id: int
    person_id: int
    what: str


@dataclass(frozen=True)
class SafeguardingLookedAt(Event):
    """A lead opened a piece of evidence, or a case of another lead (`evidence_id` None). The record
    keeps the `reason` apart."""

    safeguarding_id: int
    evidence_id: int | None
    lead_id: int
    reason: str


@dataclass(frozen=True)
class SafeguardingCaseDestroyed(Event):
    safeguarding_id: int


@dataclass(frozen=True)
class ConversationOpened(Event):
    """Break-glass access: a lead opened what two people wrote to each other. The record keeps the
    `reason` apart."""

    access_id: int
    lead_id: int
    reason: str


@dataclass(frozen=True)
class ConversationOpeningTold(Event):
    """The two people are told of it. `by_id` None: because nobody said why not."""

    access_id: int
    by_id: int | None


@dataclass(frozen=True)
class ConversationOpeningWithheld(Event):
    """A second lead wrote down why the two people are not told yet."""

    access_id: int
    lead_id: int
    reason: str


@dataclass(frozen=True)
class ConversationAccessDestroyed(Event):
    access_id: int


DESTROYED = (SafeguardingCaseDestroyed, ConversationAccessDestroyed)
