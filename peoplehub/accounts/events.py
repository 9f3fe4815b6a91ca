"""Events of accounts. Whoever acted comes first where it was somebody else."""
from dataclasses import dataclass

from peoplehub.core.events import Event


@dataclass(frozen=True)
class PersonJoined(Event):
    person_id: int


@dataclass(frozen=True)
class EmailConfirmed(Event):
    """Where the team is asked first: their email is theirs, and they wait to be let in."""

    person_id: int


@dataclass(frozen=True)
class JoiningRulesSet(Event):
    admin_id: int
    asks_first: bool
    again_after_days: int


@dataclass(frozen=True)
class PersonConfirmed(Event):
    person_id: int


@dataclass(frozen=True)
class PersonDeclared(Event):
    """Who they are, in one word of `choices.I_AM`; that they are grown up; and their consent."""

    person_id: int
    i_am: str


@dataclass(frozen=True)
class SignedIn(Event):
    person_id: int
    sign_in_id: int


@dataclass(frozen=True)
class SignedOut(Event):
    person_id: int
    sign_in_id: int


@dataclass(frozen=True)
class SessionEnded(Event):
    person_id: int
    sign_in_id: int


@dataclass(frozen=True)
class OtherSessionsEnded(Event):
    """Every session of a person but that one, as after a new password; also those that had run out
    by themselves. Each that was open is a `SessionEnded`, too."""

    person_id: int
    sign_in_id: int | None


@dataclass(frozen=True)
class AllSessionsEnded(Event):
    """By the site team: somebody's device is lost, or somebody else was in."""

    admin_id: int | None  # none: by whoever holds the server's command line
    person_id: int


@dataclass(frozen=True)
class EverybodySignedOut(Event):
    """Every session of everybody was ended at once."""

    admin_id: int | None


@dataclass(frozen=True)
class PasswordChanged(Event):
    person_id: int


@dataclass(frozen=True)
class LinkMade(Event):
    """A link that lets its reader choose a password, printed on the server's command line."""

    person_id: int


@dataclass(frozen=True)
class SecondStepSetUp(Event):
    """From now on a code is asked at sign-in; or it comes from another app than before."""

    person_id: int


@dataclass(frozen=True)
class SecondStepRemoved(Event):
    keeper_id: int | None  # themselves, or who reset it; none: on the server's command line
    person_id: int


@dataclass(frozen=True)
class RecoveryCodesRenewed(Event):
    person_id: int


@dataclass(frozen=True)
class RecoveryCodeUsed(Event):
    person_id: int


@dataclass(frozen=True)
class CodesGuessed(Event):
    """Many wrong codes after the right password, of somebody of the team."""

    person_id: int


@dataclass(frozen=True)
class ManyAccountsTried(Event):
    """From one address. No address is kept."""


@dataclass(frozen=True)
class ReturnSignalsOn(Event):
    """The check for returning accounts is on, and these two leads alone are told. The record keeps
    the `reason` apart."""

    by_id: int
    one_id: int
    other_id: int
    reason: str


@dataclass(frozen=True)
class ReturnSignalsOff(Event):
    """All that was kept for it is deleted. `by_id` None: one of the two leads is none any more."""

    by_id: int | None


@dataclass(frozen=True)
class AddressBlockNoted(Event):
    """Somebody signed in while the check is on. Not recorded: it is kept for 30 days only."""

    person_id: int
    block_id: int


@dataclass(frozen=True)
class EmailChanged(Event):
    person_id: int


@dataclass(frozen=True)
class ProfileChanged(Event):
    person_id: int


@dataclass(frozen=True)
class EmailAddressRests(Event):
    """E-mails to somebody come back, so those that can be stopped are sent no more for now."""

    person_id: int


@dataclass(frozen=True)
class QuietTimeBegun(Event):
    """Somebody stopped every e-mail that can be stopped, and is not to be left alone."""

    person_id: int


@dataclass(frozen=True)
class RoleChanged(Event):
    admin_id: int | None  # none: by whoever holds the server's command line
    person_id: int
    role: str


@dataclass(frozen=True)
class GrantGiven(Event):
    """For a time: a kind of `models.grants.GRANTS`."""

    keeper_id: int
    person_id: int
    kind: str


@dataclass(frozen=True)
class GrantEnded(Event):
    """Taken before its time."""

    keeper_id: int
    person_id: int
    kind: str


@dataclass(frozen=True)
class PersonSuspended(Event):
    moderator_id: int
    person_id: int


@dataclass(frozen=True)
class PersonBanned(Event):
    moderator_id: int
    person_id: int


@dataclass(frozen=True)
class SuspensionLifted(Event):
    moderator_id: int
    person_id: int


@dataclass(frozen=True)
class PersonBlocked(Event):
    blocker_id: int
    blocked_id: int


@dataclass(frozen=True)
class PersonUnblocked(Event):
    blocker_id: int
    blocked_id: int


BREAK_IN_SIGNS = (CodesGuessed, ManyAccountsTried, RecoveryCodeUsed, PasswordChanged,
                  SecondStepSetUp)
ON_PAGES = (ReturnSignalsOn, ReturnSignalsOff)  # pages say something else now
# A loss stands in no record for good; of sessions each that ended does.
UNRECORDED = (AddressBlockNoted, QuietTimeBegun, OtherSessionsEnded)
OF_STANDING = (PersonSuspended, SuspensionLifted, EmailAddressRests)  # of which the person is told
ENDS_SESSIONS = (SignedOut, SessionEnded, OtherSessionsEnded, AllSessionsEnded, EverybodySignedOut,
                 PersonBanned)


@dataclass(frozen=True)
class FirstDaySet(Event):
    """What somebody may do on their first day was changed."""

    admin_id: int
