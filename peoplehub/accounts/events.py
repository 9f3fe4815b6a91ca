"""What happens to people. Who acted stands first where it was somebody else."""
from dataclasses import dataclass


@dataclass(frozen=True)
class PersonJoined:
    person_id: int


@dataclass(frozen=True)
class PersonConfirmed:
    person_id: int


@dataclass(frozen=True)
class PersonDeclared:
    """Who they are, in one word of `choices.I_AM`; that they are grown up; and their consent."""

    person_id: int
    i_am: str


@dataclass(frozen=True)
class SignedIn:
    person_id: int
    sign_in_id: int


@dataclass(frozen=True)
class SignedOut:
    person_id: int
    sign_in_id: int


@dataclass(frozen=True)
class SessionEnded:
    person_id: int
    sign_in_id: int


@dataclass(frozen=True)
class AllSessionsEnded:
    """By the site team: somebody's device is lost, or somebody else was in."""

    admin_id: int | None  # none: by whoever holds the server's command line
    person_id: int


@dataclass(frozen=True)
class EverybodySignedOut:
    """Every session of everybody was ended at once."""

    admin_id: int | None


@dataclass(frozen=True)
class PasswordChanged:
    person_id: int


@dataclass(frozen=True)
class LinkMade:
    """A link that lets its reader choose a password, printed on the server's command line."""

    person_id: int


@dataclass(frozen=True)
class EmailChanged:
    person_id: int


@dataclass(frozen=True)
class ProfileChanged:
    person_id: int


@dataclass(frozen=True)
class RoleChanged:
    admin_id: int | None  # none: by whoever holds the server's command line
    person_id: int
    role: str


@dataclass(frozen=True)
class PersonSuspended:
    moderator_id: int
    person_id: int


@dataclass(frozen=True)
class SuspensionLifted:
    moderator_id: int
    person_id: int


@dataclass(frozen=True)
class PersonBlocked:
    blocker_id: int
    blocked_id: int


@dataclass(frozen=True)
class PersonUnblocked:
    blocker_id: int
    blocked_id: int
