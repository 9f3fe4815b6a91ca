"""What happens to notifications."""
from dataclasses import dataclass


@dataclass(frozen=True)
class NotificationsRead:
    person_id: int
