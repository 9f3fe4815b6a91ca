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
