"""Events of enquiries."""
from dataclasses import dataclass

from peoplehub.core.events import Event


@dataclass(frozen=True)
class EnquiryReceived(Event):
    enquiry_id: int


@dataclass(frozen=True)
class EnquiryClaimed(Event):
    enquiry_id: int
    moderator_id: int


@dataclass(frozen=True)
class EnquiryAnswered(Event):
    enquiry_id: int
    moderator_id: int


@dataclass(frozen=True)
class EnquiryClosed(Event):
    enquiry_id: int
    moderator_id: int


@dataclass(frozen=True)
class EnquiryReopened(Event):
    enquiry_id: int
    moderator_id: int


@dataclass(frozen=True)
class EnquiryLetGo(Event):
    enquiry_id: int
    moderator_id: int


OF_WORK = (EnquiryClaimed, EnquiryLetGo, EnquiryClosed, EnquiryReopened)  # upon one
