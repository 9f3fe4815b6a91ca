"""The viewer: whoever a page is shown to, a signed-in person or a visitor.

`accounts.models.User` and `accounts.models.Anonymous` are the two kinds. Queries and policies ask
for this protocol, so that `core` and the packages of content can name a viewer without importing
who they are.
"""
from typing import Protocol


class Viewer(Protocol):
    """What every rule may ask of a viewer. Read only: a rule changes nobody."""

    @property
    def id(self) -> int | None:
        """The number of their row, or None for a visitor."""

    @property
    def audiences(self) -> tuple[str, ...]:
        """Whose words they may read: names of `core.audiences`."""

    @property
    def is_confirmed(self) -> bool:
        """Whether their email is known to be theirs."""

    @property
    def is_waiting_to_join(self) -> bool:
        """Whether the team, which is asked first, has not let them in yet."""

    @property
    def is_newcomer(self) -> bool: ...

    @property
    def is_suspended(self) -> bool: ...

    @property
    def is_professional(self) -> bool: ...

    @property
    def works_in_care(self) -> bool:
        """By their role, or as they declared when they joined."""

    @property
    def is_advisor(self) -> bool: ...

    @property
    def is_moderator(self) -> bool:
        """Whether they moderate: a moderator, safeguarding lead or administrator."""

    @property
    def is_safeguarding(self) -> bool:
        """Whether they are a safeguarding lead."""

    @property
    def is_coordinator(self) -> bool:
        """Whether they look after the peer advisors."""

    @property
    def is_editor(self) -> bool:
        """Whether they look after the library and the newsletter."""

    def holds(self, kind: str) -> bool:
        """Whether they have a grant of that kind just now: "organiser", "area-editor", "helper"."""

    @property
    def is_admin(self) -> bool: ...
