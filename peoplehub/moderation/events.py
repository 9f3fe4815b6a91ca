"""Events of moderation. They carry ids and short codes; `piece_id` is of its `kind`."""
from dataclasses import dataclass

from peoplehub.core.events import Event


@dataclass(frozen=True)
class PieceReported(Event):
    report_id: int
    kind: str
    piece_id: int
    reporter_id: int | None


@dataclass(frozen=True)
class ReportSettled(Event):
    moderator_id: int
    report_id: int
    outcome: str


@dataclass(frozen=True)
class CaseOpened(Event):
    case_id: int
    kind: str
    piece_id: int


@dataclass(frozen=True)
class CaseClaimed(Event):
    case_id: int
    moderator_id: int


@dataclass(frozen=True)
class CaseLookedAt(Event):
    """Somebody opened a case. The record keeps the `reason` apart: their own, or the queue's."""

    case_id: int
    moderator_id: int
    reason: str


@dataclass(frozen=True)
class CaseLetGo(Event):
    case_id: int
    moderator_id: int


@dataclass(frozen=True)
class BreakRulesSet(Event):
    """After how many hard cases, within how many days, a break is offered."""

    lead_id: int
    cases: int
    within_days: int


@dataclass(frozen=True)
class CaseSettled(Event):
    """`moderator_id`: None when its author took the piece away."""

    case_id: int
    moderator_id: int | None
    outcome: str


@dataclass(frozen=True)
class DecisionMade(Event):
    """A step was taken about a piece or a person, who is to be told of it."""

    notice_id: int
    moderator_id: int | None
    outcome: str


@dataclass(frozen=True)
class DecisionUndone(Event):
    notice_id: int
    moderator_id: int


@dataclass(frozen=True)
class AppealMade(Event):
    appeal_id: int
    notice_id: int


@dataclass(frozen=True)
class AppealDecided(Event):
    appeal_id: int
    moderator_id: int
    outcome: str


@dataclass(frozen=True)
class CaseNoted(Event):
    """`moderator_id`: None for an answer of whoever appeals."""

    note_id: int
    case_id: int
    moderator_id: int | None


@dataclass(frozen=True)
class CaseRouteChanged(Event):
    """Which cases somebody of the team looks after. `what`: "added" or "removed"."""

    moderator_id: int
    person_id: int
    what: str


@dataclass(frozen=True)
class ApprovalSet(Event):
    """What somebody writes is looked at first. The record keeps the `reason` apart."""

    person_id: int
    moderator_id: int
    reason: str


@dataclass(frozen=True)
class ApprovalEnded(Event):
    """Before its time."""

    person_id: int
    moderator_id: int


@dataclass(frozen=True)
class KindRuleSet(Event):
    """Which pieces of a kind are looked at first (`approval`, of core/approval.py)."""

    moderator_id: int
    kind: str
    approval: str
    reason: str


@dataclass(frozen=True)
class MemberNoteWritten(Event):
    """A fact about a member, for the team. No words of it stand in the record."""

    note_id: int
    person_id: int
    moderator_id: int


@dataclass(frozen=True)
class MemberNoteChanged(Event):
    """`what`: "renewed", "withheld", "shown" or "deleted"."""

    note_id: int
    person_id: int
    moderator_id: int
    what: str


@dataclass(frozen=True)
class MemberNoteAnswered(Event):
    """Its member put a sentence of theirs beside it."""

    note_id: int
    person_id: int


@dataclass(frozen=True)
class MemberNotesFaded(Event):
    """Those whose year was over are deleted."""

    how_many: int


@dataclass(frozen=True)
class OpinionAsked(Event):
    moderator_id: int
    opinion_id: int
    case_id: int


@dataclass(frozen=True)
class OpinionGiven(Event):
    moderator_id: int
    opinion_id: int
    case_id: int


@dataclass(frozen=True)
class DebriefWritten(Event):
    """To a lead. Who wrote it stands in no record."""

    note_id: int


@dataclass(frozen=True)
class DebriefAnswered(Event):
    note_id: int


@dataclass(frozen=True)
class ThanksSent(Event):
    """Who sent it stands in no record."""

    thanks_id: int
    person_id: int


OF_CASES = (DecisionMade, CaseNoted, AppealDecided)  # whom a case is about may be told of these
OF_SUPPORT = (OpinionAsked, OpinionGiven, DebriefWritten, DebriefAnswered, ThanksSent)
