"""Signals of returning accounts. Nothing else follows from one: no account, piece or queue is
touched, and nothing of it stands in the record."""
from datetime import timedelta

from peoplehub.accounts import address_blocks
from peoplehub.accounts.models import User
from peoplehub.core import clock, mail
from peoplehub.core.acts import act, save
from peoplehub.core.errors import require
from peoplehub.core.extensions import db
from peoplehub.safeguarding import policy, queries
from peoplehub.safeguarding.actions.opening import SUBJECT
from peoplehub.safeguarding.models import CASE_KIND, ReturnSignal

NOT_YOURS = "Only the two leads who were chosen can do this."


def make_signals(person_id: int, block_id: int) -> int:
    """One for each closed account, once for the pair; returns how many. The two leads are written
    to as for any case, so that their mailboxes say nothing of it. Only within an act."""
    rules, person = address_blocks.rules(), db.session.get_one(User, person_id)
    leads = rules.leads if rules.in_force else []
    if not leads or person in leads:
        return 0
    closed = queries.shut_out_in(block_id, person)
    for former in closed:
        save(ReturnSignal(block_id=block_id, person_id=person.id, former_id=former.id))
    if closed:
        mail.write_to_all([(lead.email, CASE_KIND) for lead in leads], SUBJECT,
                          "safeguarding-case", wait=timedelta(), address="/safeguarding")
    return len(closed)


@act
def dismiss_signal(lead: User, signal: ReturnSignal, reason: str) -> bool:
    """Put it away with a reason. Returns whether that is new."""
    require(policy.may_see_returns(lead, address_blocks.rules()), NOT_YOURS)
    if signal.dismissed_at is not None:
        return False
    signal.dismissed_at, signal.dismissed_by_id = clock.now(), lead.id
    signal.dismissed_reason = reason
    return True
