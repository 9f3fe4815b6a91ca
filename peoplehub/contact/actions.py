"""Actions on enquiries: writing, claiming, answering, closing. Each is one transaction."""
from peoplehub.accounts.models import User
from peoplehub.contact import policy
from peoplehub.contact.events import (
    EnquiryAnswered,
    EnquiryClaimed,
    EnquiryClosed,
    EnquiryLetGo,
    EnquiryReceived,
    EnquiryReopened,
)
from peoplehub.contact.models import Enquiry
from peoplehub.core import clock, mail
from peoplehub.core.acts import act, announce, save
from peoplehub.core.errors import Invalid, found, require
from peoplehub.core.idempotency import deduplicated

NOT_FOR_YOU = "Only the team can do this, and nobody with a letter of their own."
SUBJECT = "Our answer to you"
TAKEN = "{} has taken this already. Please choose another."


@act
@deduplicated
def write(person: User | None, *, about: str, text: str, name: str = "", contact: str = "",
          doubt: str = "") -> Enquiry:
    """Anyone may, even somebody who is suspended."""
    enquiry = save(Enquiry(about=about, text=text, name=name, contact=contact, doubt=doubt,
                           person_id=person and person.id))
    announce(EnquiryReceived(enquiry.id))
    return enquiry


@act
def claim(moderator: User, enquiry: Enquiry) -> None:
    """Say "I am doing this one", so that two do not answer. Raises Invalid when another one of the
    team was first."""
    require(policy.may_answer(moderator, enquiry), NOT_FOR_YOU)
    if enquiry.claimed_by_id not in (None, moderator.id):
        raise Invalid(TAKEN.format(found(enquiry.claimed_by).pen_name))
    enquiry.claimed_at, enquiry.claimed_by_id = clock.now(), moderator.id
    announce(EnquiryClaimed(enquiry.id, moderator.id))


@act
def let_go(moderator: User, enquiry: Enquiry) -> None:
    """Anyone of the team may free one that somebody has left lying."""
    require(policy.may_answer(moderator, enquiry), NOT_FOR_YOU)
    enquiry.claimed_at = enquiry.claimed_by_id = None
    announce(EnquiryLetGo(enquiry.id, moderator.id))


@act
def answer(moderator: User, enquiry: Enquiry, words: str) -> None:
    """By email where they left an address. Otherwise these words are a note of what was answered,
    and the answer goes the way the person asked for."""
    require(policy.may_answer(moderator, enquiry), NOT_FOR_YOU)
    if enquiry.email:
        mail.queue_email(enquiry.email, SUBJECT, "enquiry-answered", enquiry=enquiry, words=words)
    enquiry.answer = "\n\n".join(filter(None, [enquiry.answer, words]))
    enquiry.answered_at, enquiry.answered_by_id = clock.now(), moderator.id
    announce(EnquiryAnswered(enquiry.id, moderator.id))


@act
def close(moderator: User, enquiry: Enquiry) -> None:
    require(policy.may_answer(moderator, enquiry), NOT_FOR_YOU)
    enquiry.closed_at, enquiry.closed_by_id = clock.now(), moderator.id
    announce(EnquiryClosed(enquiry.id, moderator.id))


@act
def reopen(moderator: User, enquiry: Enquiry) -> None:
    require(policy.may_answer(moderator, enquiry), NOT_FOR_YOU)
    enquiry.closed_at = enquiry.closed_by_id = None
    announce(EnquiryReopened(enquiry.id, moderator.id))
