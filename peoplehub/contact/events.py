"""What happens in the team's queue, told in the past tense."""
from dataclasses import dataclass


@dataclass(frozen=True)
class EnquiryReceived:
    enquiry_id: int


@dataclass(frozen=True)
class EnquiryClaimed:
    enquiry_id: int
    moderator_id: int


@dataclass(frozen=True)
class EnquiryAnswered:
    enquiry_id: int
    moderator_id: int


@dataclass(frozen=True)
class EnquiryClosed:
    enquiry_id: int
    moderator_id: int


@dataclass(frozen=True)
class EnquiryReopened:
    enquiry_id: int
    moderator_id: int


@dataclass(frozen=True)
class EnquiryLetGo:
    enquiry_id: int
    moderator_id: int
