"""Events of web push."""
from dataclasses import dataclass

from peoplehub.core.events import Event


@dataclass(frozen=True)
class PushSwitchedOn(Event):
    person_id: int
    subscription_id: int


@dataclass(frozen=True)
class PushSwitchedOff(Event):
    person_id: int
    subscription_id: int


@dataclass(frozen=True)
class PushSubscriptionGone(Event):
    """The push service does not know it any more."""

    subscription_id: int
